-- One row per touchpoint: its events, and how many of them the file itself puts into no stage that the definition knows.
with
own as (
    select coalesce(n.touchpoint, e.touchpoint) as touchpoint, w.stage_no
    from events as e
    left join touchpoint_names as n on n.written_touchpoint = e.touchpoint
    left join stage_words as w on w.word = lower(e.stage)
)
select touchpoint, count(*) as events, count(*) - count(stage_no) as without_own_stage
from own
group by touchpoint
order by events desc, touchpoint

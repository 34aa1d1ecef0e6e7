-- One row per touchpoint and stage that the file itself gives its events (none where the definition knows no such stage): their number.
with
own as (
    select coalesce(n.touchpoint, e.touchpoint) as touchpoint, w.stage_no
    from events as e
    left join touchpoint_names as n on n.written_touchpoint = e.touchpoint
    left join stage_words as w on w.word = lower(e.stage)
)
select touchpoint, stage_no, count(*) as events
from own
group by touchpoint, stage_no
order by touchpoint, stage_no

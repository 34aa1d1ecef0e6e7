-- One row per touchpoint: its events in no stage; its CSAT and CES answers; its events in journeys with an event at one of the touchpoints $purchases, and the
-- share of these that come after the first such event.
with
firsts as (
    select journey_no, min(step_no) as first_step
    from steps
    where list_contains($purchases, touchpoint_no)
    group by journey_no
)
select
    t.touchpoint,
    sum(case when coalesce(s.stage_no, 0) = 0 then 1 else 0 end) as without_stage,
    sum(case when s.csat is not null or s.ces is not null then 1 else 0 end) as ratings,
    count(f.first_step) as events_placed,
    coalesce(avg(case when s.step_no > f.first_step then 1.0 when s.step_no <= f.first_step then 0.0 end), 0) as share_after
from steps as s
join touchpoints as t on t.touchpoint_no = s.touchpoint_no
left join firsts as f on f.journey_no = s.journey_no
group by t.touchpoint
order by t.touchpoint

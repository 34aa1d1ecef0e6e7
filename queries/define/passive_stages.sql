-- One row per stage: the journeys with an event in it, and those whose events in it are all at passive touchpoints.
with
staged as (
    select j.journey_no, j.stage_no, min(t.is_passive) as is_passive_alone
    from journey_touchpoints as j
    join touchpoints as t on t.touchpoint_no = j.touchpoint_no
    where j.stage_no > 0
    group by j.journey_no, j.stage_no
)
select stage_no, count(*) as journeys, cast(sum(is_passive_alone) as bigint) as passive_alone
from staged
group by stage_no
order by stage_no

-- One row per touchpoint, the most frequent end first: journeys last seen at it, and journeys that pass it.
-- $passive: numbers of the touchpoints where nobody is last seen.
with
ranked as (
    select
        journey_no,
        touchpoint_no,
        case when list_contains($passive, touchpoint_no) then step_no - 1000000000 else step_no end as exit_rank
    from steps
),
lasts as (
    select journey_no, arg_max(touchpoint_no, exit_rank) as touchpoint_no
    from ranked
    group by journey_no
),
ended as (
    select touchpoint_no, count(*) as ends from lasts group by touchpoint_no
),
passing as (
    select distinct journey_no, touchpoint_no from steps
),
passed as (
    select touchpoint_no, count(*) as journeys from passing group by touchpoint_no
)
select
    t.touchpoint,
    e.ends,
    p.journeys
from ended as e
join passed as p on p.touchpoint_no = e.touchpoint_no
join touchpoints as t on t.touchpoint_no = e.touchpoint_no
order by e.ends desc, t.touchpoint

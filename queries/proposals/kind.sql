-- One row: what tells a survey, a service log and a clickstream from a journey.
with
rows_of as (
    select
        count(*) as events,
        count(distinct customer_id) as customers,
        count(*) filter (
            where nps is not null or csat is not null or ces is not null or emotion is not null or valence is not null
                or coalesce(trim("comment"), '') <> ''
        ) as answered,
        count(*) filter (where case_id is not null and case_id <> customer_id) as with_case
    from events
),
by_customer as (
    select customer_id, count(distinct occurred_s) as times from events group by customer_id
),
single as (
    select count(*) as single_customers from by_customer where times = 1
),
gaps as (
    select percentile(seconds_to_next + lasting_s, 0.5) as median_gap_s from steps where seconds_to_next is not null
),
cased as (
    select journey_no, max(case when list_contains($opening, touchpoint_no) then 1 else 0 end) as opens,
        max(case when list_contains($solving, touchpoint_no) then 1 else 0 end) as solves
    from steps
    group by journey_no
),
journeyed as (
    select count(*) as journeys, cast(coalesce(sum(opens * solves), 0) as bigint) as opened_and_solved from cased
)
select r.*, s.single_customers, g.median_gap_s, j.journeys, j.opened_and_solved
from rows_of as r
cross join single as s
cross join gaps as g
cross join journeyed as j

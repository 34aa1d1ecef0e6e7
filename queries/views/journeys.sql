-- One row per selected journey, the latest first: when, how far, how it ended and where.
with
listed as (
    select * from selected_journeys
),
counted as (
    select count(*) as all_journeys from listed
)
select
    c.customer_id,
    j.journey_id,
    j.first_s,
    j.last_s,
    j.steps,
    j.furthest_stage_no,
    j.end_no,
    j.exit_touchpoint_no,
    j.journey_revenue,
    n.all_journeys
from listed as j
join customers as c on c.customer_no = j.customer_no
cross join counted as n
order by j.last_s desc, j.journey_no
limit $top

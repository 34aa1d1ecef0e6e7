-- One row per value of an attribute and cell (stage, touchpoint): journeys of it that pass there and are not under way, and those that leave.
with
judged as (
    select journey_no, customer_no, is_single_journey, stage_no, touchpoint_no, is_leaving
    from selected_journey_touchpoints
    where is_leaving_known = 1
)
select
    a.attribute_no,
    a.value_no,
    j.stage_no,
    j.touchpoint_no,
    count(*) as leaves_n,
    cast(sum(j.is_leaving) as bigint) as leaves,
    cast(sum(j.is_single_journey) as bigint) as single_journey_customers,
    count(distinct case when j.is_single_journey = 0 then j.customer_no end) as returners
from judged as j
join journey_attributes as a on a.journey_no = j.journey_no
join compared_attributes as c on c.attribute_no = a.attribute_no
group by a.attribute_no, a.value_no, j.stage_no, j.touchpoint_no
order by case when j.stage_no = 0 then 1 else 0 end, j.stage_no, j.touchpoint_no, a.attribute_no, a.value_no

-- One row per cell (stage, touchpoint) and recorded pain point: events, journeys and customers with it.
with
recorded as (
    select stage_no, touchpoint_no, pain_point_no, journey_no, customer_no
    from selected_steps
    where pain_point_no > 0
)
select
    stage_no,
    touchpoint_no,
    pain_point_no,
    count(*) as events,
    count(distinct journey_no) as journeys,
    count(distinct customer_no) as customers
from recorded
group by stage_no, touchpoint_no, pain_point_no
order by case when stage_no = 0 then 1 else 0 end, stage_no, touchpoint_no, events desc, pain_point_no

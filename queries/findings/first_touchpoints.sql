-- One row per journey: the touchpoint that it began at.
with
begun as (
    select journey_no, first_touchpoint_no from journeys
)
select journey_no, first_touchpoint_no from begun order by journey_no

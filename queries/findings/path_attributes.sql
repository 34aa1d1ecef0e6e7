-- One row per attribute that says nothing but which path a journey took: whoever shares a value of it took one path.
with
of_value as (
    select a.attribute_no, a.value_no, count(*) as journeys, min(j.path) as first_path, max(j.path) as last_path
    from journey_attributes as a
    join journeys as j on j.journey_no = a.journey_no
    group by a.attribute_no, a.value_no
),
judged as (
    select
        attribute_no,
        sum(case when journeys > 1 then journeys else 0 end) as sharing,
        sum(case when journeys > 1 and first_path <> last_path then 1 else 0 end) as values_of_several_paths,
        count(distinct first_path) as paths
    from of_value
    group by attribute_no
)
select attribute_no from judged where sharing >= 30 and values_of_several_paths = 0 and paths > 1 order by attribute_no

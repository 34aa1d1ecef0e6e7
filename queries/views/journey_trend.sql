-- One row per ripe journey: when it began, and what had become of it at the ripe age.
-- group_1 to group_3: the codes of what --by names, in its order; 0 where it names fewer.
with
asked as (
    select g.group_1, g.group_2, g.group_3, g.journey_no, g.customer_no, g.first_s, r.is_completed, r.is_ended_well
    from grouped_journeys as g
    join ripe_journeys as r on r.journey_no = g.journey_no
)
select
    group_1,
    group_2,
    group_3,
    journey_no,
    customer_no,
    first_s,
    is_completed,
    is_ended_well,
    1 - is_completed - is_ended_well as is_neither
from asked
order by group_1, group_2, group_3, journey_no

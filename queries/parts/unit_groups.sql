-- One row per journey: the groups it is counted in.
-- group_1 to group_3: the codes of what --by names, in its order; 0 where it names fewer.
select journey_no as unit_no, group_1, group_2, group_3 from grouped_journeys

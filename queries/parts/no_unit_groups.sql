-- One row per journey and group, here none: nothing is grouped (in place of unit_groups.sql; group_1 to group_3).
select 0 as unit_no, 0 as group_1, 0 as group_2, 0 as group_3 where 1 = 0

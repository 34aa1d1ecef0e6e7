-- One row per nothing: where no groups are asked for, nothing is in one.
select 0 as unit_no, 0 as group_1, 0 as group_2, 0 as group_3 where 1 = 0

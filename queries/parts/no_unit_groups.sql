-- One row per nothing: where no groups are asked for, nothing is in one.
select 0 as unit_no, 0 as g1, 0 as g2, 0 as g3 where 1 = 0

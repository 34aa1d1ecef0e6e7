-- One row per value that is left out of an event that stays.
select c.file_row, c.part, bad.value.field, bad.value.value
from checked as c, unnest(c.left_out) as bad(value)
where c.wrong is null and c.left_out is not null
order by c.file_row, c.part, 3

-- One row per case whose reopenings a column counts: none, as the file has no such column.
select case_no, cast(null as integer) as was_reopened
from case_steps
where case_no < 0

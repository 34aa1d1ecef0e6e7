-- No row: the file has no column that counts reopenings.
select case_no, cast(null as integer) as was_reopened
from case_steps
where case_no < 0

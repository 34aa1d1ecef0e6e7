-- One row: the wait for the next step that nine tenths of all waits do not exceed.
with
gaps as (
    select seconds_to_next from steps where seconds_to_next is not null
)
select round(percentile(seconds_to_next, 0.9), 6) as wait_limit_s
from gaps

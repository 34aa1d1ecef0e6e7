-- One row: the events of one load, how many of them stand at the same time as the step before, and their span.
select count(*) as events, coalesce(sum(is_tie), 0) as ties, min(occurred_at) as first_at, max(occurred_at) as last_at
from steps
where load_no = $load_no

-- One row: among each customer's neighbouring rows of the file with different times, how many go back in time.
-- Of very many rows a sixteenth of the customers tells as much.
with
neighbours as (
    select occurred_at, lag(occurred_at) over (partition by customer_id order by row_no) as before_at
    from checked
    where wrong is null and ((select count(*) from checked) < 1000000 or hash(customer_id) % 16 = 0)
)
select
    count(*) filter (occurred_at < before_at) as backwards,
    count(*) filter (occurred_at <> before_at) as different
from neighbours

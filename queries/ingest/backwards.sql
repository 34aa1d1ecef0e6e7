-- One row: among each customer's neighbouring rows of the file with different times, how many go back in time.
with
neighbours as (
    select occurred_at, lag(occurred_at) over (partition by customer_id order by row_no) as before_at
    from checked
    where wrong is null
)
select
    count(*) filter (occurred_at < before_at) as backwards,
    count(*) filter (occurred_at <> before_at) as different
from neighbours

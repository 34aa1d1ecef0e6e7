-- One row per customer: a number in the order of their ids.
with
ids as (
    select distinct customer_id from events
)
select cast(row_number() over (order by customer_id) as integer) as customer_no, customer_id
from ids

-- One row per reason of a contact as the events have it: its number, in their order.
with
known as (
    select distinct reason from events where reason is not null
)
select cast(row_number() over (order by reason) as integer) as reason_no, reason
from known

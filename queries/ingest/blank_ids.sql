-- One row: how many rows of the file have no customer id.
select count(distinct file_row) as blank
from texts
where customer_id is null or is_error_value(customer_id)

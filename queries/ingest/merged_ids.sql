-- The staged rows with one spelling for each customer id: of those alike but for blanks, case and Unicode form, the one loaded first.
with
spellings as (
    select customer_id, min(event_no) - 1000000000000 as row_order from events group by customer_id
    union all
    select customer_id, min(rowid) as row_order from raw where customer_id is not null group by customer_id
),
chosen as (
    select id_form(customer_id) as normal_form, arg_min(customer_id, row_order) as customer_id
    from spellings
    group by normal_form
)
update raw set customer_id = chosen.customer_id
from chosen
where id_form(raw.customer_id) = chosen.normal_form and raw.customer_id <> chosen.customer_id

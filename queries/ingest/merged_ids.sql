-- The staged rows with one spelling for each customer id: of those alike but for blanks, case and Unicode form, the one loaded first.
with
spellings as (
    select customer_id, min(event_no) - 1000000000000 as place from events group by customer_id
    union all
    select customer_id, min(rowid) as place from raw where customer_id is not null group by customer_id
),
chosen as (
    select lower(trim(nfc_normalize(customer_id))) as alike, arg_min(customer_id, place) as customer_id
    from spellings
    group by alike
)
update raw set customer_id = chosen.customer_id
from chosen
where lower(trim(nfc_normalize(raw.customer_id))) = chosen.alike and raw.customer_id <> chosen.customer_id

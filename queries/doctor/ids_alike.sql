-- One row: customer ids of the dataset that differ from another one only by blanks, case or Unicode form, and two of them.
with
ids as (
    select distinct customer_id from events
),
groups as (
    select lower(trim(nfc_normalize(customer_id))) as alike, count(*) as spellings, min(customer_id) as one, max(customer_id) as other
    from ids
    group by alike
)
select coalesce(sum(spellings), 0) as ids, count(*) as customers, min(one) as one, min_by(other, one) as other
from groups
where spellings > 1

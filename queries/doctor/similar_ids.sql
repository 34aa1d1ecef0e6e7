-- One row: customer ids of the dataset that differ from another one only by blanks, case or Unicode form, and two of them.
with
ids as (
    select distinct customer_id from events
),
groups as (
    select
        id_form(customer_id) as normal_form, count(*) as spellings,
        min(customer_id) as spelling, max(customer_id) as other_spelling
    from ids
    group by normal_form
)
select
    coalesce(sum(spellings), 0) as ids, count(*) as customers,
    min(spelling) as spelling, min_by(other_spelling, spelling) as other_spelling
from groups
where spellings > 1

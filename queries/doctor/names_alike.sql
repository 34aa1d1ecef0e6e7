-- One row: touchpoints of the dataset that differ from another one only by blanks, case or Unicode form, and two of them.
with
names as (
    select distinct touchpoint from events
),
groups as (
    select
        lower(regexp_replace(trim(nfc_normalize(touchpoint)), '\s+', ' ', 'g')) as alike,
        count(*) as spellings, min(touchpoint) as one, max(touchpoint) as other
    from names
    group by alike
)
select coalesce(sum(spellings), 0) as names, min(one) as one, min_by(other, one) as other
from groups
where spellings > 1

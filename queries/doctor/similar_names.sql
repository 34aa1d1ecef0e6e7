-- One row: touchpoints of the dataset that differ from another one only by blanks, case or Unicode form, and two of them.
with
names as (
    select distinct touchpoint from events
),
groups as (
    select
        lower(regexp_replace(trim(nfc_normalize(touchpoint)), '\s+', ' ', 'g')) as normal_form,
        count(*) as spellings, min(touchpoint) as spelling, max(touchpoint) as other_spelling
    from names
    group by normal_form
)
select coalesce(sum(spellings), 0) as names, min(spelling) as spelling, min_by(other_spelling, spelling) as other_spelling
from groups
where spellings > 1

-- One row per score field: its lowest and highest number, and a sample of a decimal comma.
with
answers as (
    select unnest(['nps', 'csat', 'ces']) as field, unnest([nps, csat, ces]) as x from raw
),
numbers as (
    select 'valence' as field, valence as x from raw
    union all select 'revenue', revenue from raw
    union all select 'cost', cost from raw
    union all select field, x from answers
)
select
    field,
    min(number(x, $decimal)) filter (isfinite(number(x, $decimal))) as lowest,
    max(number(x, $decimal)) filter (isfinite(number(x, $decimal))) as highest,
    min(x) filter (contains(x, ',')) as comma_sample
from numbers
where x is not null
group by field
order by field

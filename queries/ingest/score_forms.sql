-- One row per number field: its lowest and highest number, how many there are, a sample of a decimal comma, and how many cells say that there is none.
with
answers as (
    select unnest(['nps', 'csat', 'ces']) as field, unnest([nps, csat, ces]) as x from texts
),
numbers as (
    select 'valence' as field, valence as x from texts
    union all select 'revenue', revenue from texts
    union all select 'cost', cost from texts
    union all select field, x from answers
)
select
    field,
    min(parse_number(value_or_null(x), $decimal)) filter (isfinite(parse_number(value_or_null(x), $decimal))) as lowest,
    max(parse_number(value_or_null(x), $decimal)) filter (isfinite(parse_number(value_or_null(x), $decimal))) as highest,
    count(*) filter (isfinite(parse_number(value_or_null(x), $decimal))) as answers,
    min(x) filter (contains(x, ',')) as comma_sample,
    count(*) filter (contains(x, '.')) as with_point,
    count(*) filter (regexp_matches(x, '^[+-]?[1-9]\d{0,2}(\.\d{3})+$')) as in_thousands,
    min(x) filter (contains(x, '.')) as point_sample,
    count(*) filter (is_blank_code(x)) as blank_codes,
    min(x) filter (is_blank_code(x)) as blank_sample
from numbers
where x is not null
group by field
order by field

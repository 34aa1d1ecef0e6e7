-- One row per score: its answers as numbers and how often each comes, the commonest first, and how many cells say that there is none.
with
answers as (
    select 'nps' as field, nps as x, $nps_decimal as decimal_sign, 10 as highest from texts
    union all select 'csat', csat, $csat_decimal, 10 from texts
    union all select 'ces', ces, $ces_decimal, 7 from texts
),
filled as materialized (
    select *, answer_or_null(x, $no_answers) as answer_text from answers where x is not null
),
numbers as materialized (
    select field, x, parse_answer(answer_text, decimal_sign, highest) as answer, answer_text is null as is_blank from filled
),
counted as (
    select field, answer, count(*) as n
    from numbers
    where isfinite(answer)
    group by field, answer
),
kept as (
    select * from counted qualify row_number() over (partition by field order by n desc, answer) <= 1000
),
lists as (
    select field, list(answer order by n desc, answer) as answers, list(n order by n desc, answer) as counts from kept group by field
),
blanks as (
    select field, count(*) filter (is_blank) as blanks, coalesce(min(x) filter (is_blank), '') as blank_sample from numbers group by field
)
select b.field, b.blanks, b.blank_sample, l.answers, l.counts
from blanks as b
left join lists as l on l.field = b.field
order by b.field

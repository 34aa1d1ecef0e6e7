-- One row per score and rule that makes events of a row (part): its answers as numbers and how often each comes, the commonest first,
-- and how many cells say that there is none. The lists have one item for each rule; `answers` are those
-- of the scores that the file has alone, because each takes long to plan.
with
answers as (
    $answers
),
filled as materialized (
    select
        field, part, x, decimal_sign, highest,
        answer_or_null(x, list_extract(no_answers, part + 1), list_extract(no_numbers, part + 1), decimal_sign) as answer_text
    from answers
    where x is not null
),
numbers as materialized (
    select field, part, x, parse_answer(answer_text, decimal_sign, highest) as answer, answer_text is null as is_blank from filled
),
counted as (
    select field, part, answer, count(*) as n
    from numbers
    where isfinite(answer)
    group by field, part, answer
),
kept as (
    select * from counted qualify row_number() over (partition by field, part order by n desc, answer) <= 1000
),
lists as (
    select field, part, list(answer order by n desc, answer) as answers, list(n order by n desc, answer) as counts
    from kept
    group by field, part
),
blanks as (
    select field, part, count(*) filter (is_blank) as blanks, coalesce(min(x) filter (is_blank), '') as blank_sample
    from numbers
    group by field, part
)
select b.field, b.part, b.blanks, b.blank_sample, l.answers, l.counts
from blanks as b
left join lists as l on l.field = b.field and l.part = b.part
order by b.field, b.part

-- One row: how many times of the file can be read year first, day first and month first, and how they are zoned.
with
times as (
    select unnest([occurred_at, promised_at, first_response_at, resolved_at]) as x from raw
),
forms as (
    select
        x,
        regexp_matches(x, '^\d{1,2}[./-]\d{1,2}[./-]\d{4}($|[ T])') as starts_with_day,
        is_naive(year_first(x, 'dmy')) as has_no_zone
    from times
    where x is not null
)
select
    count(*) as filled,
    count(*) filter (starts_with_day) as day_or_month_first,
    count(*) filter (starts_with_day and moment(x, 'mdy', 'UTC') is null and moment(x, 'dmy', 'UTC') is not null) as only_day_first,
    count(*) filter (starts_with_day and moment(x, 'dmy', 'UTC') is null and moment(x, 'mdy', 'UTC') is not null) as only_month_first,
    count(*) filter (has_no_zone) as without_zone,
    min(x) filter (starts_with_day) as sample
from forms

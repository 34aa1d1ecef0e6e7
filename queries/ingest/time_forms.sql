-- One row: how many times of the file can be read year first, day first and month first, and how they are zoned.
with
times as (
    select unnest([occurred_at, promised_at, first_response_at, resolved_at]) as x from raw
),
forms as (
    select
        x,
        case
            when substr(x, 2, 1) between '0' and '9' and substr(x, 3, 1) between '0' and '9' then false
            else regexp_matches(x, '^\d{1,2}[./-]\d{1,2}[./-]\d{4}($|[ T])')
        end as starts_with_day,
        case
            when right(x, 1) = 'Z' or right(x, 3) = '+00' then false
            else is_naive(year_first(x, 'dmy'))
        end as has_no_zone
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

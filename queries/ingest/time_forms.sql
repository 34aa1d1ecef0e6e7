-- One row: how many times of the file can be read year first, day first and month first, and how they are zoned.
with
times as (
    select unnest([occurred_at, promised_at, first_response_at, resolved_at]) as x from raw
),
forms as (
    select
        x,
        case
            when substr(x, 5, 1) in ('-', '/') then false
            else regexp_matches(x, '^\d{1,2}[./-]\d{1,2}[./-]\d{4}')
        end as starts_with_day,
        right(x, 1) = 'Z' or regexp_matches(x, ':\d{2}(\.\d+)?\s*(Z|z|[+-]\d{2}(:?\d{2})?|[A-Za-z]+(/[A-Za-z_]+)*)$') as has_zone
    from times
    where x is not null
)
select
    count(*) as filled,
    count(*) filter (starts_with_day) as day_or_month_first,
    count(*) filter (starts_with_day and moment(x, 'mdy', 'UTC') is null and moment(x, 'dmy', 'UTC') is not null) as only_day_first,
    count(*) filter (starts_with_day and moment(x, 'dmy', 'UTC') is null and moment(x, 'mdy', 'UTC') is not null) as only_month_first,
    count(*) filter (not has_zone) as without_zone,
    min(x) filter (starts_with_day) as sample
from forms

-- One row: how many times of the file can be read year first, day first and month first, how they are written and zoned.
with
times as (
    select value_or_null(occurred_at) as x from texts where occurred_at is not null
    union all select value_or_null(promised_at) from texts where promised_at is not null
    union all select value_or_null(first_response_at) from texts where first_response_at is not null
    union all select value_or_null(resolved_at) from texts where resolved_at is not null
),
forms as (
    select
        x,
        case
            when substr(x, 2, 1) between '0' and '9' and substr(x, 3, 1) between '0' and '9' then false
            else is_day_or_month_first(x)
        end as starts_with_day,
        length(x) in (8, 10, 13, 16) and regexp_matches(x, '^\d+$') as is_digits,
        case
            when (right(x, 1) = 'Z' or right(x, 3) = '+00') and is_to_the_second(x) then false
            when length(x) = 19 and is_to_the_second(x) then true
            else wall_clock_time(x, 'dmy') is not null or wall_clock_time(x, 'mdy') is not null
        end as has_no_zone
    from times
    where x is not null
),
totals as (
    select count(*) as filled, count(*) filter (has_no_zone) as without_zone from forms
),
-- Only times that can be read in several ways are counted further; a file of ISO times has none.
unclear as (
    select * from forms where starts_with_day or is_digits or (has_no_zone and $timezone <> 'UTC')
),
wall_clock as (
    select
        *,
        case when $timezone <> 'UTC' and has_no_zone then wall_clock_time(x, $date_order) end as wall,
        timezone($timezone, case when $timezone <> 'UTC' and has_no_zone then wall_clock_time(x, $date_order) end) as instant
    from unclear
),
counted as (
    select
        count(*) filter (starts_with_day) as day_or_month_first,
        count(*) filter (starts_with_day and parse_time(x, 'mdy', 'UTC') is null and parse_time(x, 'dmy', 'UTC') is not null) as only_day_first,
        count(*) filter (starts_with_day and parse_time(x, 'dmy', 'UTC') is null and parse_time(x, 'mdy', 'UTC') is not null) as only_month_first,
        count(*) filter (timezone($timezone, instant) <> wall) as in_gaps,
        count(*) filter (
            timezone($timezone, instant - interval 1 hour) = wall or timezone($timezone, instant + interval 1 hour) = wall
        ) as in_folds,
        count(*) filter (is_digits and is_packed_day(x)) as packed_days,
        count(*) filter (is_digits and is_epoch(x)) as epochs,
        min(x) filter (is_digits) as digits_sample,
        min(x) filter (starts_with_day) as sample
    from wall_clock
)
select t.filled, t.without_zone, c.*
from totals as t
cross join counted as c

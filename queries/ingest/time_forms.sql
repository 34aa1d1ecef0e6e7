-- One row: how the odd times of the file are written and zoned, and how many can be read day first and month first.
with
judged as (
    select
        x, n, starts_with_day,
        coalesce(is_naive(day_first) or is_naive(month_first), false) as is_without_zone,
        starts_with_day and parse_time(day_first, 'UTC') is not null as fits_day_first,
        starts_with_day and parse_time(month_first, 'UTC') is not null as fits_month_first,
        day_first is not null and regexp_matches(x, '^[\d.,]+$') and not starts_with_day as is_digits,
        case
            when $timezone = 'UTC' then null
            when $date_order = 'dmy' then wall_clock_time(day_first)
            else wall_clock_time(month_first)
        end as wall
    from odd_times
),
wall_clock as (
    select *, timezone($timezone, wall) as instant from judged
)
select
    coalesce(sum(n) filter (is_without_zone), 0) as odd_without_zone,
    coalesce(sum(n) filter (fits_day_first and fits_month_first), 0) as in_two_ways,
    coalesce(sum(n) filter (fits_day_first and not fits_month_first), 0) as only_day_first,
    coalesce(sum(n) filter (fits_month_first and not fits_day_first), 0) as only_month_first,
    coalesce(sum(n) filter (timezone($timezone, instant) <> wall), 0) as in_gaps,
    coalesce(sum(n) filter (
        timezone($timezone, instant - interval 1 hour) = wall or timezone($timezone, instant + interval 1 hour) = wall
    ), 0) as in_folds,
    coalesce(sum(n) filter (is_digits and is_packed_day(x)), 0) as packed_days,
    coalesce(min(x) filter (is_digits and is_packed_day(x)), '') as packed_sample,
    coalesce(sum(n) filter (is_digits and is_since_1970(x)), 0) as epochs,
    coalesce(min(x) filter (is_digits and is_since_1970(x)), '') as epoch_sample,
    coalesce(sum(n) filter (is_digits and is_serial_day(x)), 0) as serial_days,
    coalesce(min(x) filter (is_digits and is_serial_day(x)), '') as serial_sample,
    coalesce(min(x) filter (fits_day_first and fits_month_first), '') as sample,
    coalesce(min(x) filter (fits_day_first and not fits_month_first), '') as day_first_sample,
    coalesce(min(x) filter (fits_month_first and not fits_day_first), '') as month_first_sample
from wall_clock

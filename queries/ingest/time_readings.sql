-- One row per text of a time, the first odd ones and then plain ones, up to a number: whether it is odd, whether it fits the stated form,
-- and the moments that it is read as with the day first and with the month first.
with
given as (
    select unnest(cast($texts as varchar[])) as text, generate_subscripts(cast($texts as varchar[]), 1) as place
),
times as (
    select text, place, not is_plain_time(text, 'UTC', null) as is_odd from given where value_or_null(text) is not null
),
first_times as (
    select * from times order by is_odd desc, place limit $limit
),
canonical as (
    select
        *,
        canonical_time(text, 'dmy', cast($time_format as varchar)) as day_first,
        fits_format(text, cast($time_format as varchar)) as fits
    from first_times
),
in_both_orders as (
    select
        *,
        case when is_day_or_month_first(text) and not fits then canonical_figures(text, 'mdy') else day_first end as month_first
    from canonical
),
moments as (
    select *, parse_time(day_first, $timezone) as by_day, parse_time(month_first, $timezone) as by_month from in_both_orders
)
select
    text,
    is_odd,
    fits,
    case when is_time_in_range(by_day) then by_day end as day_first,
    case when is_time_in_range(by_month) then by_month end as month_first
from moments
order by is_odd desc, place

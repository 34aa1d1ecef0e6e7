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
        case
            when is_day_or_month_first(text) then canonical_time(text, 'mdy', cast($time_format as varchar))
            else canonical_time(text, 'dmy', cast($time_format as varchar))
        end as month_first
    from first_times
),
moments as (
    select *, parse_time(day_first, $timezone) as by_day, parse_time(month_first, $timezone) as by_month from canonical
)
select
    text,
    is_odd,
    coalesce(try_strptime(text, cast($time_format as varchar)) is not null, false) as fits,
    case when is_time_in_range(by_day) then by_day end as day_first,
    case when is_time_in_range(by_month) then by_month end as month_first
from moments
order by is_odd desc, place

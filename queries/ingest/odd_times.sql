-- One row per text of a time that is written in an odd way: how often it stands in the file, and its canonical form with the day first
-- and with the month first. Few texts are odd, and what reads them needs a lot of memory: they are read once.
with
times as (
    select value_or_null(occurred_at) as x from texts where occurred_at is not null
    union all select value_or_null(promised_at) from texts where promised_at is not null
    union all select value_or_null(first_response_at) from texts where first_response_at is not null
    union all select value_or_null(resolved_at) from texts where resolved_at is not null
    union all select value_or_null(ended_at) from texts where ended_at is not null
),
odd as (
    select x, count(*) as n, is_day_or_month_first(x) as starts_with_day
    from times
    where x is not null and not is_plain_time(x, $timezone, $time_format)
    group by x
),
by_day as (
    select *, canonical_time(x, 'dmy', $time_format) as day_first from odd
)
select
    *,
    case when starts_with_day and not fits_format(x, $time_format) then canonical_figures(x, 'mdy') else day_first end as month_first
from by_day

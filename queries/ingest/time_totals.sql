-- One row: the times of the file, those written in another way than 2025-03-04 11:15:41 with or without Z or +00, and the others that
-- name no zone; those that are a day alone, with a sample.
with
times as (
    select value_or_null(occurred_at) as x from texts where occurred_at is not null
    union all select value_or_null(promised_at) from texts where promised_at is not null
    union all select value_or_null(first_response_at) from texts where first_response_at is not null
    union all select value_or_null(resolved_at) from texts where resolved_at is not null
    union all select value_or_null(ended_at) from texts where ended_at is not null
)
select
    count(*) as filled,
    count(*) filter (not is_plain_time(x, $timezone, $time_format)) as odd,
    count(*) filter (is_plain_time(x, $timezone, $time_format) and length(x) = 19) as plain_without_zone,
    count(*) filter (length(x) <= 10 and regexp_full_match(x, $day)) as days_alone,
    coalesce(min(x) filter (length(x) <= 10 and regexp_full_match(x, $day)), '') as day_sample
from times
where x is not null

-- One row per event that a file's row would become: its values with their types; the first thing that keeps it from being one, if any;
-- and the values that are left out of it, because they cannot be read or lie off their scale. `written` are the columns
-- occurred_at_written and the like: canonical times, those of `odd_times` where the text is odd; `known_answers` are the answers that
-- the file has, `typed` its times as moments and its numbers, `fitting` those within their range and scale, and `left_out` lists what
-- is left out: all of the fields that the file has alone, because each takes long to plan.
with
known as (
    select
        * replace (
            value_or_null(occurred_at) as occurred_at,
            value_or_null(promised_at) as promised_at,
            value_or_null(first_response_at) as first_response_at,
            value_or_null(resolved_at) as resolved_at,
            value_or_null(ended_at) as ended_at,
            value_or_null(valence) as valence
            $known_answers,
            value_or_null(revenue) as revenue,
            value_or_null(cost) as cost,
            comment_or_null(comment) as comment,
            value_or_null(journey_id) as journey_id,
            value_or_null(event_id) as event_id,
            label_or_null(stage) as stage,
            label_or_null(channel) as channel,
            label_or_null(emotion) as emotion,
            value_or_null(case_id) as case_id,
            label_or_null(reason) as reason,
            value_or_null(order_id) as order_id
        )
    from texts
),
written as (
    select known.*, $written from known $odd_joins
),
typed as (
    select
        * exclude (occurred_at_written, promised_at_written, first_response_at_written, resolved_at_written, ended_at_written)
        replace (
            case when $is_timeless then timestamp '1970-01-01' else parse_time(occurred_at_written, $timezone) end as occurred_at
            $typed
        ),
        occurred_at as occurred_at_text, promised_at as promised_at_text,
        first_response_at as first_response_at_text, resolved_at as resolved_at_text, ended_at as ended_at_text,
        valence as valence_text, nps as nps_text, csat as csat_text, ces as ces_text,
        revenue as revenue_text, cost as cost_text
    from written
),
fitting as (
    select * $fitting
    from typed
)
select
    * exclude (
        ended_at, occurred_at_text, promised_at_text, first_response_at_text, resolved_at_text, ended_at_text,
        valence_text, nps_text, csat_text, ces_text, revenue_text, cost_text
    ),
    case when not $is_timeless then cast(date_diff('second', occurred_at, cast(ended_at as timestamp)) as varchar) end as duration_seconds,
    case
        when customer_id is null then {'field': 'customer_id', 'value': '', 'reason': 'is blank'}
        when is_error_value(customer_id)
            then {'field': 'customer_id', 'value': customer_id, 'reason': 'is an error value of a spreadsheet, which counts as missing'}
        when touchpoint is null then {'field': 'touchpoint', 'value': '', 'reason': 'is blank'}
        when is_error_value(touchpoint)
            then {'field': 'touchpoint', 'value': touchpoint, 'reason': 'is an error value of a spreadsheet, which counts as missing'}
        when occurred_at_text is null and not $is_timeless then {'field': 'occurred_at', 'value': '', 'reason': 'is blank'}
        when occurred_at is null and $date_order = 'ymd' and is_day_or_month_first(occurred_at_text)
            then {'field': 'occurred_at', 'value': occurred_at_text, 'reason': 'is a date that can be read in two ways'}
        when occurred_at is null
            then {'field': 'occurred_at', 'value': occurred_at_text, 'reason': 'is not a date or time'}
        when not is_time_in_range(occurred_at)
            then {'field': 'occurred_at', 'value': occurred_at_text, 'reason': 'lies outside the years 1900 to 2199'}
        when not $is_timeless and occurred_at > $latest
            then {'field': 'occurred_at', 'value': occurred_at_text, 'reason': 'lies more than a day after this load'}
    end as wrong,
    $left_out as left_out
from fitting

-- One row per event that a file's row would become: its values with their types; the first thing that keeps it from being one, if any;
-- and the values that are left out of it, because they cannot be read or lie off their scale. `written` are the columns
-- occurred_at_written and the like: canonical times, those of `odd_times` where the text is odd.
with
known as (
    select
        * replace (
            value_or_null(occurred_at) as occurred_at,
            value_or_null(promised_at) as promised_at,
            value_or_null(first_response_at) as first_response_at,
            value_or_null(resolved_at) as resolved_at,
            value_or_null(ended_at) as ended_at,
            value_or_null(valence) as valence,
            answer_or_null(nps, $nps_no_answers) as nps,
            answer_or_null(csat, $csat_no_answers) as csat,
            answer_or_null(ces, $ces_no_answers) as ces,
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
            case when $is_timeless then timestamp '1970-01-01' else parse_time(occurred_at_written, $timezone) end as occurred_at,
            parse_time(promised_at_written, $timezone) as promised_at,
            parse_time(first_response_at_written, $timezone) as first_response_at,
            parse_time(resolved_at_written, $timezone) as resolved_at,
            parse_time(ended_at_written, $timezone) as ended_at,
            parse_number(valence, $valence_decimal) as valence,
            parse_answer(nps, $nps_decimal, $nps_highest) as nps,
            parse_answer(csat, $csat_decimal, $csat_highest) as csat,
            parse_answer(ces, $ces_decimal, $ces_highest) as ces,
            try_cast(number_text(revenue, $revenue_decimal) as decimal(18, 4)) as revenue,
            try_cast(number_text(cost, $cost_decimal) as decimal(18, 4)) as cost
        ),
        occurred_at as occurred_at_text, promised_at as promised_at_text,
        first_response_at as first_response_at_text, resolved_at as resolved_at_text, ended_at as ended_at_text,
        valence as valence_text, nps as nps_text, csat as csat_text, ces as ces_text,
        revenue as revenue_text, cost as cost_text
    from written
),
fitting as (
    select
        * replace (
            case when is_time_in_range(promised_at) then promised_at end as promised_at,
            case when is_time_in_range(first_response_at) then first_response_at end as first_response_at,
            case when is_time_in_range(resolved_at) then resolved_at end as resolved_at,
            case when is_time_in_range(ended_at) and ended_at >= occurred_at then ended_at end as ended_at,
            cast(round(case when valence between -1 and 1 then valence end, 6) as decimal(7, 6)) as valence,
            case when is_answer(nps, $nps_lowest, $nps_highest) then cast(nps as tinyint) end as nps,
            case when is_answer(csat, $csat_lowest, $csat_highest) then cast(csat as tinyint) end as csat,
            case when is_answer(ces, $ces_lowest, $ces_highest) then cast(ces as tinyint) end as ces
        )
    from typed
),
judged as (
    select
        *,
        promised_at_text is not null and promised_at is null as is_promised_at_bad,
        first_response_at_text is not null and first_response_at is null as is_first_response_at_bad,
        resolved_at_text is not null and resolved_at is null as is_resolved_at_bad,
        ended_at_text is not null and ended_at is null and not $is_timeless as is_ended_at_bad,
        valence_text is not null and valence is null as is_valence_bad,
        nps_text is not null and nps is null as is_nps_bad,
        csat_text is not null and csat is null as is_csat_bad,
        ces_text is not null and ces is null as is_ces_bad,
        revenue_text is not null and revenue is null as is_revenue_bad,
        cost_text is not null and cost is null as is_cost_bad
    from fitting
)
select
    * exclude (
        ended_at, occurred_at_text, promised_at_text, first_response_at_text, resolved_at_text, ended_at_text,
        valence_text, nps_text, csat_text, ces_text, revenue_text, cost_text,
        is_promised_at_bad, is_first_response_at_bad, is_resolved_at_bad, is_ended_at_bad, is_valence_bad,
        is_nps_bad, is_csat_bad, is_ces_bad, is_revenue_bad, is_cost_bad
    ),
    case when not $is_timeless then cast(date_diff('second', occurred_at, ended_at) as varchar) end as duration_seconds,
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
    case
        when is_promised_at_bad or is_first_response_at_bad or is_resolved_at_bad or is_ended_at_bad or is_valence_bad or is_nps_bad or is_csat_bad
            or is_ces_bad or is_revenue_bad or is_cost_bad
        then list_filter([
            case when is_promised_at_bad then {'field': 'promised_at', 'value': promised_at_text} end,
            case when is_first_response_at_bad then {'field': 'first_response_at', 'value': first_response_at_text} end,
            case when is_resolved_at_bad then {'field': 'resolved_at', 'value': resolved_at_text} end,
            case when is_ended_at_bad then {'field': 'ended_at', 'value': ended_at_text} end,
            case when is_valence_bad then {'field': 'valence', 'value': valence_text} end,
            case when is_nps_bad then {'field': 'nps', 'value': nps_text} end,
            case when is_csat_bad then {'field': 'csat', 'value': csat_text} end,
            case when is_ces_bad then {'field': 'ces', 'value': ces_text} end,
            case when is_revenue_bad then {'field': 'revenue', 'value': revenue_text} end,
            case when is_cost_bad then {'field': 'cost', 'value': cost_text} end
        ], lambda bad: bad is not null)
    end as left_out
from judged

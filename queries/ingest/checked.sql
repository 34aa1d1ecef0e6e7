-- One row per event that a file's row would become: its values with their types, and the first thing that is wrong with it, if any.
with
known as (
    select
        * replace (
            value_or_null(occurred_at) as occurred_at,
            value_or_null(promised_at) as promised_at,
            value_or_null(first_response_at) as first_response_at,
            value_or_null(resolved_at) as resolved_at,
            value_or_null(valence) as valence,
            value_or_null(nps) as nps,
            value_or_null(csat) as csat,
            value_or_null(ces) as ces,
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
typed as (
    select
        * replace (
            case when $is_timeless then timestamp '1970-01-01' else parse_time(occurred_at, $date_order, $timezone) end as occurred_at,
            parse_time(promised_at, $date_order, $timezone) as promised_at,
            parse_time(first_response_at, $date_order, $timezone) as first_response_at,
            parse_time(resolved_at, $date_order, $timezone) as resolved_at,
            parse_number(valence, $decimal) as valence,
            parse_number(nps, $decimal) as nps,
            parse_number(csat, $decimal) as csat,
            parse_number(ces, $decimal) as ces,
            decimal_text(revenue, $decimal) as revenue,
            decimal_text(cost, $decimal) as cost
        ),
        occurred_at as occurred_at_text, promised_at as promised_at_text,
        first_response_at as first_response_at_text, resolved_at as resolved_at_text,
        valence as valence_text, nps as nps_text, csat as csat_text, ces as ces_text,
        revenue as revenue_text, cost as cost_text
    from known
)
select
    * exclude (
        occurred_at_text, promised_at_text, first_response_at_text, resolved_at_text,
        valence_text, nps_text, csat_text, ces_text, revenue_text, cost_text
    )
    replace (
        cast(round(case when valence between -1 and 1 then valence end, 6) as decimal(7, 6)) as valence,
        try_cast(nps as tinyint) as nps,
        try_cast(csat as tinyint) as csat,
        try_cast(ces as tinyint) as ces,
        try_cast(revenue as decimal(18, 4)) as revenue,
        try_cast(cost as decimal(18, 4)) as cost
    ),
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
        when promised_at_text is not null and not is_time_in_range(promised_at)
            then {'field': 'promised_at', 'value': promised_at_text, 'reason': 'is not a date or time'}
        when first_response_at_text is not null and not is_time_in_range(first_response_at)
            then {'field': 'first_response_at', 'value': first_response_at_text, 'reason': 'is not a date or time'}
        when resolved_at_text is not null and not is_time_in_range(resolved_at)
            then {'field': 'resolved_at', 'value': resolved_at_text, 'reason': 'is not a date or time'}
        when valence_text is not null and (valence is null or not isfinite(valence) or not valence between -1 and 1)
            then {'field': 'valence', 'value': valence_text, 'reason': 'is not a number from -1 to 1'}
        when nps_text is not null and not is_answer(nps, $nps_lowest, $nps_highest)
            then {'field': 'nps', 'value': nps_text, 'reason': 'is not an answer on the scale ' || $nps_scale}
        when csat_text is not null and not is_answer(csat, $csat_lowest, $csat_highest)
            then {'field': 'csat', 'value': csat_text, 'reason': 'is not an answer on the scale ' || $csat_scale}
        when ces_text is not null and not is_answer(ces, $ces_lowest, $ces_highest)
            then {'field': 'ces', 'value': ces_text, 'reason': 'is not an answer on the scale ' || $ces_scale}
        when revenue_text is not null and try_cast(revenue as decimal(18, 4)) is null
            then {'field': 'revenue', 'value': revenue_text, 'reason': 'is not a number'}
        when cost_text is not null and try_cast(cost as decimal(18, 4)) is null
            then {'field': 'cost', 'value': cost_text, 'reason': 'is not a number'}
    end as wrong
from typed

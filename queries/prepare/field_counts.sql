-- One row: of how many events each field is filled that some figure cannot do without.
with
filled as (
    select * from events
)
select
    count(case_id) as cases,
    count(reason) as reasons,
    count(case when case_id is not null or reason is not null then 1 end) as contacts,
    count(actor) as actors,
    count(case when lower(actor) = 'customer' then 1 end) as customer_actors,
    count(channel) as channels,
    count(case_event) as case_events,
    count(service_mode) as service_modes,
    count(promised_at) as promises,
    count(first_response_at) as first_responses,
    count(resolved_at) as resolutions,
    count(order_id) as orders,
    count(revenue) as revenues,
    count(cost) as costs,
    count(referred_by) as referrers,
    count(friction) as frictions,
    count(emotion) as emotions,
    count(valence) as valences,
    count(csat) as csats,
    count(ces) as ces_answers
from filled

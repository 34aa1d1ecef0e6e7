-- One row per event of a customer, journey by journey: when, where, how it felt, what was answered and said.
with
theirs as (
    select * from journeys where customer_no = $customer_no
)
select
    c.customer_id,
    j.journey_no,
    j.journey_id,
    j.furthest_stage_no,
    j.end_no,
    s.step_no,
    s.occurred_at,
    s.occurred_s,
    s.stage_no,
    s.touchpoint_no,
    s.channel_no,
    s.emotion_no,
    cast(s.valence as double) as valence,
    s.nps,
    s.csat,
    s.ces,
    s.revenue,
    s.duration_s,
    w.words
from theirs as j
join steps as s on s.journey_no = j.journey_no
join customers as c on c.customer_no = j.customer_no
left join comments as w on w.event_no = s.event_no
order by j.first_s, j.journey_no, s.step_no

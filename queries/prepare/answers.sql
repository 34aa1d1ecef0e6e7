-- One row per answer: its metric, its score, and whether it counts for (+1), against (-1) or neither (0); is_best: a very easy one.
-- reason_no: that of its own event, else that of its case's first contact; 0: none.
-- Metric 5 is the feeling made from the other answers of an event: good_valence for a good one, its opposite for a bad one, averaged.
with
asked as (
    select e.*, s.* from steps as e cross join settings as s
),
sides as (
    select
        *,
        case when nps >= nps_good_low then 1 when nps <= nps_bad_high then -1 else 0 end as nps_side,
        case
            when csat between csat_good_low and csat_good_high then 1
            when csat between csat_bad_low and csat_bad_high then -1
            else 0
        end as csat_side,
        case
            when ces between ces_good_low and ces_good_high then 1
            when ces between ces_hard_low and ces_hard_high then -1
            else 0
        end as ces_side,
        case when nps is null then 0 else 1 end + case when csat is null then 0 else 1 end
            + case when ces is null then 0 else 1 end as scores
    from asked
    where nps is not null or csat is not null or ces is not null
),
long as (
    select
        journey_no, customer_no, event_no, reason_no as own_reason_no, stage_no, touchpoint_no, channel_no, service_mode_no, occurred_s,
        1 as metric_no,
        cast(nps as decimal(9, 6)) as score,
        case when nps >= nps_good_low then 1 when nps <= nps_bad_high then -1 else 0 end as mark,
        0 as is_best
    from asked
    where nps is not null
    union all
    select
        journey_no, customer_no, event_no, reason_no as own_reason_no, stage_no, touchpoint_no, channel_no, service_mode_no, occurred_s,
        2 as metric_no,
        cast(csat as decimal(9, 6)) as score,
        case when csat between csat_good_low and csat_good_high then 1 else 0 end as mark,
        0 as is_best
    from asked
    where csat is not null
    union all
    select
        journey_no, customer_no, event_no, reason_no as own_reason_no, stage_no, touchpoint_no, channel_no, service_mode_no, occurred_s,
        3 as metric_no,
        cast(ces as decimal(9, 6)) as score,
        case when ces between ces_good_low and ces_good_high then 1 else 0 end as mark,
        case when ces between ces_best_low and ces_best_high then 1 else 0 end as is_best
    from asked
    where ces is not null
    union all
    select
        journey_no, customer_no, event_no, reason_no as own_reason_no, stage_no, touchpoint_no, channel_no, service_mode_no, occurred_s,
        4 as metric_no,
        cast(valence as decimal(9, 6)) as score,
        case when valence <= negative_valence then -1 when valence >= positive_valence then 1 else 0 end as mark,
        0 as is_best
    from asked
    where valence is not null
    union all
    select
        journey_no, customer_no, event_no, reason_no as own_reason_no, stage_no, touchpoint_no, channel_no, service_mode_no, occurred_s,
        5 as metric_no,
        cast(good_valence * (nps_side + csat_side + ces_side) / scores as decimal(9, 6)) as score,
        case when nps_side + csat_side + ces_side < 0 then -1 when nps_side + csat_side + ces_side > 0 then 1 else 0 end as mark,
        0 as is_best
    from sides
    where scores > 0
)
select
    a.*,
    case when a.own_reason_no > 0 then a.own_reason_no else coalesce(k.reason_no, 0) end as reason_no
from long as a
left join case_steps as c on c.event_no = a.event_no and c.case_no > 0
left join cases as k on k.case_no = c.case_no
order by a.metric_no, a.journey_no, a.event_no

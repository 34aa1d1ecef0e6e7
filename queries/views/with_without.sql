-- One row per selected journey that passes the place: what happened there (-1: cannot be told), what followed, and its attributes' values.
-- later_: what its first answer after its first event there counts as; go_on_s: from that event to the first one of a later stage; -1: none.
-- later_revenue: 0 where there is none, below 0 where more is paid back.
with
passed as (
    select * from selected_journey_touchpoints where $at_touchpoint is not null
),
here as (
    select
        p.journey_no,
        min(s.occurred_s) as entered_s,
        max(case when c.case_no > 0 and c.channel_no > 0 and c.occurred_s <= o.observed_until_s - w.contact_again_s then 1 else 0 end) as is_handed_known,
        arg_min(
            c.handed_to_channel_no,
            case when c.handed_to_channel_no > 0 and c.occurred_s <= o.observed_until_s - w.contact_again_s then s.step_no end
        ) as first_handed_to_no,
        max(coalesce(m.is_judged, 0)) as is_promise_known,
        max(case when m.is_judged = 1 and (m.kept_s is null or m.kept_s > m.promised_s) then 1 else 0 end) as is_promise_broken
    from passed as p
    join selected_steps as s on s.journey_no = p.journey_no and s.stage_no = p.stage_no and s.touchpoint_no = p.touchpoint_no
    cross join observation as o
    cross join settings as w
    left join case_steps as c on c.event_no = s.event_no
    left join promises as m on m.event_no = s.event_no
    group by p.journey_no
),
followed as (
    select
        p.journey_no,
        arg_min(s.csat, s.step_no) as next_csat,
        arg_min(s.ces, s.step_no) as next_ces,
        arg_min(s.nps, s.step_no) as next_nps,
        min(case when p.stage_no > 0 and s.stage_no > p.stage_no then s.occurred_s end) as beyond_s,
        sum(s.revenue) as later_revenue
    from passed as p
    join selected_steps as s on s.journey_no = p.journey_no and s.step_no > p.first_step
    group by p.journey_no
),
valued as (
    select
        p.journey_no,
        max(case when a.attribute_no = $attribute_1 then a.value_no else 0 end) as value_1,
        max(case when a.attribute_no = $attribute_2 then a.value_no else 0 end) as value_2,
        max(case when a.attribute_no = $attribute_3 then a.value_no else 0 end) as value_3,
        max(case when a.attribute_no = $attribute_4 then a.value_no else 0 end) as value_4,
        max(case when a.attribute_no = $attribute_5 then a.value_no else 0 end) as value_5,
        max(case when a.attribute_no = $attribute_6 then a.value_no else 0 end) as value_6,
        max(case when a.attribute_no = $attribute_7 then a.value_no else 0 end) as value_7,
        max(case when a.attribute_no = $attribute_8 then a.value_no else 0 end) as value_8,
        max(case when a.attribute_no = $attribute_9 then a.value_no else 0 end) as value_9,
        max(case when a.attribute_no = $attribute_10 then a.value_no else 0 end) as value_10,
        max(case when a.attribute_no = $attribute_11 then a.value_no else 0 end) as value_11,
        max(case when a.attribute_no = $attribute_12 then a.value_no else 0 end) as value_12
    from passed as p
    join journey_attributes as a on a.journey_no = p.journey_no
    group by p.journey_no
)
select
    p.journey_no,
    p.customer_no,
    p.is_repeating as repeats,
    case when p.is_contact_again_known = 1 then p.is_contact_again else -1 end as contact_again,
    case when p.is_waiting_known = 1 then p.is_waiting else -1 end as waits,
    case when p.is_feeling_bad_known = 1 then p.is_feeling_bad else -1 end as feels_bad,
    case when p.is_effort_known = 1 then p.is_effort else -1 end as effort,
    case when h.is_handed_known = 1 then coalesce(h.first_handed_to_no, 0) else -1 end as handed_to_no,
    case when h.is_promise_known = 1 then h.is_promise_broken else -1 end as broken_promise,
    case when j.is_in_progress = 1 then -1 else j.is_dropped_off end as leaves,
    coalesce(case when f.next_csat between w.csat_good_low and w.csat_good_high then 1 when f.next_csat is not null then 0 end, -1) as later_csat,
    coalesce(case when f.next_ces between w.ces_good_low and w.ces_good_high then 1 when f.next_ces is not null then 0 end, -1) as later_ces,
    case
        when f.next_nps is null then -1
        when f.next_nps >= w.nps_good_low then 2
        when f.next_nps <= w.nps_bad_high then 0
        else 1
    end as later_nps,
    coalesce(f.beyond_s - h.entered_s, -1) as go_on_s,
    cast(coalesce(f.later_revenue, 0) as double) as later_revenue,
    coalesce(v.value_1, 0) as value_1,
    coalesce(v.value_2, 0) as value_2,
    coalesce(v.value_3, 0) as value_3,
    coalesce(v.value_4, 0) as value_4,
    coalesce(v.value_5, 0) as value_5,
    coalesce(v.value_6, 0) as value_6,
    coalesce(v.value_7, 0) as value_7,
    coalesce(v.value_8, 0) as value_8,
    coalesce(v.value_9, 0) as value_9,
    coalesce(v.value_10, 0) as value_10,
    coalesce(v.value_11, 0) as value_11,
    coalesce(v.value_12, 0) as value_12
from passed as p
join here as h on h.journey_no = p.journey_no
join selected_journeys as j on j.journey_no = p.journey_no
cross join settings as w
left join followed as f on f.journey_no = p.journey_no
left join valued as v on v.journey_no = p.journey_no
order by p.journey_no

-- One row per selected journey that passes the place: what happened there (-1: cannot be told), what followed, and its attributes' values.
-- later_: what its first answer after its first event there counts as; go_on_s: from that event to the first one of a later stage; -1: none.
-- later_revenue: 0 where there is none, below 0 where more is paid back.
with
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
    from compared_journeys as p
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
    from compared_journeys as p
    join selected_steps as s on s.journey_no = p.journey_no and s.step_no > p.first_step
    group by p.journey_no
)
select
    v.*,
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
    cast(coalesce(f.later_revenue, 0) as double) as later_revenue
from compared_journeys as p
join here as h on h.journey_no = p.journey_no
join selected_journeys as j on j.journey_no = p.journey_no
cross join settings as w
left join followed as f on f.journey_no = p.journey_no
join values_of_journeys as v on v.journey_no = p.journey_no
order by p.journey_no

-- One row per journey and cell (stage, touchpoint): each part of friction, -1 where it could not be seen.
-- from_no: the touchpoint that it came straight from, 0 where none. at_s: the journey's first event there. What follows is known of
-- events at least the window of silence before the end alone, of leaving two: who comes back later than the window would else have
-- left at the end of the data, and nowhere before.
select
    p.journey_no,
    p.customer_no,
    p.stage_no,
    p.touchpoint_no,
    e.occurred_s as at_s,
    p.first_step as step_no,
    cast(least(e.standing_events, 127) as tinyint) as standing_events,
    cast(case when p.is_leaving_known = 1 and e.occurred_s <= o.observed_until_s - 2 * o.silence_allowed_s then p.is_leaving else -1 end as tinyint) as leaves,
    cast(case when e.occurred_s <= o.observed_until_s - o.silence_allowed_s then p.is_repeating else -1 end as tinyint) as repeats,
    cast(case when p.is_waiting_known = 1 and e.occurred_s <= o.observed_until_s - o.silence_allowed_s then p.is_waiting else -1 end as tinyint) as waits,
    cast(case when p.is_feeling_bad_known = 1 then p.is_feeling_bad else -1 end as tinyint) as feels_bad,
    cast(case when p.is_effort_known = 1 then p.is_effort else -1 end as tinyint) as effort,
    cast(case when p.is_contact_again_known = 1 then p.is_contact_again else -1 end as tinyint) as contact_again,
    case when b.touchpoint_no is null or b.touchpoint_no = p.touchpoint_no then 0 else b.touchpoint_no end as from_no
from selected_journey_touchpoints as p
join steps as e on e.journey_no = p.journey_no and e.step_no = p.first_step
left join steps as b on b.journey_no = p.journey_no and b.step_no = p.first_step - 1
cross join observation as o
order by p.stage_no, p.touchpoint_no, p.journey_no

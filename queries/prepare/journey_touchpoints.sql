-- One row per journey and cell (stage, touchpoint) it passes: each friction part, whether it could be seen and was; whether it had left there at the ripe age.
with
last_steps as (
    select journey_no, touchpoint_no, min(step_no) as first_of_touchpoint, max(step_no) as last_step
    from steps
    group by journey_no, touchpoint_no
),
made as (
    select count(*) as contacts from next_contacts where is_contact = 1
),
followed as (
    select
        e.*,
        case when m.contacts > 0 and e.occurred_s <= o.observed_until_s - s.contact_again_s then 1 else 0 end as is_contact_known,
        case when c.case_no > 0 and e.channel_no > 0 then 1 else 0 end as is_of_case,
        case when c.event_no is null then n.next_contact_s else c.later_contact_s end - e.occurred_s as again_after_s,
        case when c.handed_to_channel_no > 0 then c.contact_after_s - e.occurred_s end as handed_again_after_s
    from steps as e
    cross join settings as s
    cross join observation as o
    cross join made as m
    left join next_contacts as n on n.event_no = e.event_no
    left join case_steps as c on c.event_no = e.event_no
),
cells as (
    select
        e.journey_no,
        e.customer_no,
        e.is_single_journey,
        e.stage_no,
        e.touchpoint_no,
        min(e.step_no) as first_step,
        min(e.occurred_s) as entered_s,
        arg_max(e.channel_no, e.step_no) as cell_channel_no,
        max(case when e.seconds_to_next is not null then 1 else 0 end) as is_wait_known,
        max(case when e.seconds_to_next > coalesce(e.wait_target_s, w.wait_limit_s) then 1 else 0 end) as waits,
        max(case when e.valence is not null then 1 else 0 end) as is_feeling_known,
        max(case when e.valence <= s.negative_valence then 1 else 0 end) as feels_bad,
        max(case when e.ces is not null or e.csat is not null then 1 else 0 end) as is_answer_known,
        max(case
            when e.ces between s.ces_bad_low and s.ces_bad_high then 1
            when e.csat between s.csat_bad_low and s.csat_bad_high then 1
            else 0
        end) as effort,
        max(e.is_contact_known) as contact_known,
        max(case when e.is_contact_known = 1 and e.again_after_s <= s.contact_again_s then 1 else 0 end) as contact_again,
        max(e.is_contact_known * e.is_of_case) as hand_off_known,
        max(case
            when e.is_contact_known = 1 and e.is_of_case = 1 and e.handed_again_after_s <= s.contact_again_s then 1
            else 0
        end) as hand_off
    from followed as e
    cross join settings as s
    cross join wait_limit as w
    group by e.journey_no, e.customer_no, e.is_single_journey, e.stage_no, e.touchpoint_no
),
ended as (
    select
        c.*,
        case when c.first_step < p.last_step then 1 else 0 end as repeats,
        case when c.first_step = p.first_of_touchpoint then 1 else 0 end as is_first_of_touchpoint,
        case when j.exit_stage_no = c.stage_no and j.exit_touchpoint_no = c.touchpoint_no then 1 else 0 end as is_exit,
        case when a.journey_no is null then 1 else 0 end as is_young,
        case when a.journey_no is not null and c.entered_s - j.first_s <= o.ripe_age_s then 1 else 0 end as is_ripe,
        case
            when a.exit_stage_no = c.stage_no and a.exit_touchpoint_no = c.touchpoint_no then 1 - a.is_ended_well - a.is_completed
            else 0
        end as had_left,
        j.first_s,
        j.is_dropped_off,
        j.is_in_progress
    from cells as c
    join last_steps as p on p.journey_no = c.journey_no and p.touchpoint_no = c.touchpoint_no
    join journeys as j on j.journey_no = c.journey_no
    cross join observation as o
    left join ripe_journeys as a on a.journey_no = c.journey_no
)
select
    journey_no,
    customer_no,
    is_single_journey,
    stage_no,
    touchpoint_no,
    cell_channel_no as channel_no,
    first_s,
    first_step,
    cast(is_first_of_touchpoint as tinyint) as is_first_of_touchpoint,
    cast(1 - is_exit * is_in_progress as tinyint) as is_leaving_known,
    cast(is_exit * is_dropped_off as tinyint) as is_leaving,
    cast(is_young as tinyint) as is_young,
    cast(is_ripe as tinyint) as is_ripe,
    cast(had_left as tinyint) as had_left,
    cast(1 as tinyint) as is_repeating_known,
    cast(repeats as tinyint) as is_repeating,
    cast(is_wait_known as tinyint) as is_waiting_known,
    cast(waits as tinyint) as is_waiting,
    cast(is_feeling_known as tinyint) as is_feeling_bad_known,
    cast(feels_bad as tinyint) as is_feeling_bad,
    cast(is_answer_known as tinyint) as is_effort_known,
    cast(effort as tinyint) as is_effort,
    cast(contact_known as tinyint) as is_contact_again_known,
    cast(contact_again as tinyint) as is_contact_again,
    cast(hand_off_known as tinyint) as is_hand_off_known,
    cast(hand_off as tinyint) as is_hand_off
from ended
order by journey_no, first_step

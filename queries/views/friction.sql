-- One row per group and cell (stage, touchpoint): journeys passing it and, for each part, where it could be seen and where it was.
-- group_1 to group_3: the codes of what --by names, in its order; 0 where it names fewer.
with
passed as (
    select
        group_1, group_2, group_3, stage_no, touchpoint_no,
        count(*) as journeys,
        cast(sum(is_single_journey) as bigint) as single_journey_customers,
        cast(sum(is_leaving) as bigint) as leaves,
        cast(sum(is_leaving_known) as bigint) as leaves_n,
        cast(sum(is_leaving_known * is_single_journey) as bigint) as leaves_single_journey,
        cast(sum(is_repeating) as bigint) as repeats,
        cast(sum(is_repeating_known) as bigint) as repeats_n,
        cast(sum(is_repeating_known * is_single_journey) as bigint) as repeats_single_journey,
        cast(sum(is_waiting) as bigint) as waits,
        cast(sum(is_waiting_known) as bigint) as waits_n,
        cast(sum(is_waiting_known * is_single_journey) as bigint) as waits_single_journey,
        cast(sum(is_feeling_bad) as bigint) as feels_bad,
        cast(sum(is_feeling_bad_known) as bigint) as feels_bad_n,
        cast(sum(is_feeling_bad_known * is_single_journey) as bigint) as feels_bad_single_journey,
        cast(sum(is_effort) as bigint) as effort,
        cast(sum(is_effort_known) as bigint) as effort_n,
        cast(sum(is_effort_known * is_single_journey) as bigint) as effort_single_journey,
        cast(sum(is_contact_again) as bigint) as contact_again,
        cast(sum(is_contact_again_known) as bigint) as contact_again_n,
        cast(sum(is_contact_again_known * is_single_journey) as bigint) as contact_again_single_journey,
        cast(sum(is_hand_off) as bigint) as hand_off,
        cast(sum(is_hand_off_known) as bigint) as hand_off_n,
        cast(sum(is_hand_off_known * is_single_journey) as bigint) as hand_off_single_journey
    from grouped_journey_touchpoints
    group by group_1, group_2, group_3, stage_no, touchpoint_no
),
returners as (
    select
        group_1, group_2, group_3, stage_no, touchpoint_no, customer_no,
        max(is_leaving_known) as leaving_known,
        max(is_repeating_known) as repeating_known,
        max(is_waiting_known) as waiting_known,
        max(is_feeling_bad_known) as feeling_bad_known,
        max(is_effort_known) as effort_known,
        max(is_contact_again_known) as contact_again_known,
        max(is_hand_off_known) as hand_off_known
    from grouped_journey_touchpoints
    where is_single_journey = 0
    group by group_1, group_2, group_3, stage_no, touchpoint_no, customer_no
),
returned as (
    select
        group_1, group_2, group_3, stage_no, touchpoint_no,
        count(*) as customers,
        cast(sum(leaving_known) as bigint) as leaves_customers,
        cast(sum(repeating_known) as bigint) as repeats_customers,
        cast(sum(waiting_known) as bigint) as waits_customers,
        cast(sum(feeling_bad_known) as bigint) as feels_bad_customers,
        cast(sum(effort_known) as bigint) as effort_customers,
        cast(sum(contact_again_known) as bigint) as contact_again_customers,
        cast(sum(hand_off_known) as bigint) as hand_off_customers
    from returners
    group by group_1, group_2, group_3, stage_no, touchpoint_no
)
select
    p.group_1,
    p.group_2,
    p.group_3,
    p.stage_no,
    p.touchpoint_no,
    p.journeys,
    p.single_journey_customers + coalesce(r.customers, 0) as customers,
    p.leaves,
    p.leaves_n,
    p.leaves_single_journey + coalesce(r.leaves_customers, 0) as leaves_customers,
    p.repeats,
    p.repeats_n,
    p.repeats_single_journey + coalesce(r.repeats_customers, 0) as repeats_customers,
    p.waits,
    p.waits_n,
    p.waits_single_journey + coalesce(r.waits_customers, 0) as waits_customers,
    p.feels_bad,
    p.feels_bad_n,
    p.feels_bad_single_journey + coalesce(r.feels_bad_customers, 0) as feels_bad_customers,
    p.effort,
    p.effort_n,
    p.effort_single_journey + coalesce(r.effort_customers, 0) as effort_customers,
    p.contact_again,
    p.contact_again_n,
    p.contact_again_single_journey + coalesce(r.contact_again_customers, 0) as contact_again_customers,
    p.hand_off,
    p.hand_off_n,
    p.hand_off_single_journey + coalesce(r.hand_off_customers, 0) as hand_off_customers,
    x.valued_lost,
    x.least_advanced,
    x.foregone,
    x.lost_customers
from passed as p
left join exit_losses as x on $is_grouped = 0 and x.stage_no = p.stage_no and x.touchpoint_no = p.touchpoint_no
left join returned as r
    on r.group_1 = p.group_1 and r.group_2 = p.group_2 and r.group_3 = p.group_3 and r.stage_no = p.stage_no and r.touchpoint_no = p.touchpoint_no
order by p.group_1, p.group_2, p.group_3, case when p.stage_no = 0 then 1 else 0 end, p.stage_no, p.touchpoint_no

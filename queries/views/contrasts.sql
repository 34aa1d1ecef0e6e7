-- One row per attribute's value, channel, touchpoint and emotion, by when journeys have it and what became of them: how many.
-- Of an event's channel, touchpoint or emotion, counted up to going on: events_before are those in the stage before the first of
-- them (none: known at entry), events_other those in the stage without any; both up to $landmarks. kind_no 0: all journeys.
with
judged as (
    select
        journey_no,
        customer_no,
        is_dropped_off as is_lost,
        coalesce(step_beyond, 2147483647) as step_beyond,
        first_step,
        case when first_step < coalesce(step_beyond, 2147483647) then 1 else 0 end as is_there
    from selected_stages
    where stage_no = $stage and (is_dropped_off = 1 or is_advanced = 1 or is_ended_well = 1)
),
seen as (
    select
        j.journey_no,
        j.customer_no,
        j.is_lost,
        s.touchpoint_no,
        s.channel_no,
        s.emotion_no,
        case when s.stage_no = $stage then 1 else 0 end as is_own,
        case when s.standing_stage_no = $stage then s.standing_events else 0 end as events_so_far
    from judged as j
    join selected_steps as s on s.journey_no = j.journey_no and s.step_no < j.step_beyond
    where j.is_there = 1
),
pool as (
    select journey_no, customer_no, is_lost, max(events_so_far) as events
    from seen
    group by journey_no, customer_no, is_lost
),
passed as (
    select journey_no, 2 as kind_no, channel_no as code, min(events_so_far - is_own) as events_before, sum(is_own) as own_events
    from seen
    where channel_no > 0
    group by journey_no, channel_no
    union all
    select journey_no, 3 as kind_no, touchpoint_no as code, min(events_so_far - is_own) as events_before, sum(is_own) as own_events
    from seen
    group by journey_no, touchpoint_no
    union all
    select journey_no, 4 as kind_no, emotion_no as code, min(events_so_far - is_own) as events_before, sum(is_own) as own_events
    from seen
    where emotion_no > 0
    group by journey_no, emotion_no
),
traits as (
    select
        p.journey_no, p.customer_no, p.is_lost, t.kind_no, 0 as name_no, t.code,
        least(t.events_before, $landmarks) as events_before,
        least(p.events - t.own_events, $landmarks) as events_other,
        least(p.events, $landmarks) as events,
        case when t.own_events > 0 then 1 - p.is_lost else 0 end as is_passed_by_kept
    from passed as t
    join pool as p on p.journey_no = t.journey_no
    union all
    select
        p.journey_no, p.customer_no, p.is_lost, 1 as kind_no, a.attribute_no as name_no, a.value_no as code,
        0 as events_before, 0 as events_other, 0 as events, 0 as is_passed_by_kept
    from pool as p
    join judged as j on j.journey_no = p.journey_no
    join journey_attributes as a on a.journey_no = p.journey_no and a.step_no <= j.first_step
    union all
    select
        journey_no, customer_no, is_lost, 0 as kind_no, 0 as name_no, 0 as code,
        0 as events_before, 0 as events_other, least(events, $landmarks) as events, 0 as is_passed_by_kept
    from pool
),
by_customer as (
    select customer_no, count(*) as all_theirs, sum(is_lost) as all_lost, sum(1 - is_lost) as all_kept
    from pool
    group by customer_no
),
of_customer as (
    select
        t.kind_no, t.name_no, t.code, t.customer_no,
        sum(case when t.events_before = 0 then 1 else 0 end) as at_entry,
        sum(case when t.events_before < t.events_other then 1 else 0 end) as had,
        sum(case when t.events_other = 0 then t.is_lost else 0 end) as lost_apart,
        sum(case when t.events_other = 0 then 1 - t.is_lost else 0 end) as kept_apart,
        sum(t.is_passed_by_kept) as passed_by_kept
    from traits as t
    group by t.kind_no, t.name_no, t.code, t.customer_no
),
customers_with as (
    select
        o.kind_no, o.name_no, o.code,
        count(*) as ever_customers,
        count(*) filter (where o.at_entry > 0) as entry_customers,
        count(*) filter (where o.had > 0) as landmark_customers,
        count(*) filter (where o.at_entry = c.all_theirs) as never_without,
        count(*) filter (where c.all_lost > 0 and o.lost_apart = c.all_lost) as lost_customers_apart,
        count(*) filter (where c.all_kept > 0 and o.kept_apart = c.all_kept) as kept_customers_apart,
        cast(sum(o.passed_by_kept) as bigint) as kept_passed
    from of_customer as o
    join by_customer as c on c.customer_no = o.customer_no
    group by o.kind_no, o.name_no, o.code
),
sides as (
    select
        cast(sum(is_there * is_lost) as bigint) as lost,
        cast(sum(is_there * (1 - is_lost)) as bigint) as kept,
        count(distinct case when is_there = 1 and is_lost = 1 then customer_no end) as lost_customers,
        count(distinct case when is_there = 1 and is_lost = 0 then customer_no end) as kept_customers,
        count(distinct case when is_there = 1 then customer_no end) as all_customers,
        count(distinct case when is_there = 0 then customer_no end) as skipped_customers
    from judged
),
counted as (
    select kind_no, name_no, code, events_before, events_other, events, is_lost, count(*) as journeys
    from traits
    group by kind_no, name_no, code, events_before, events_other, events, is_lost
)
select
    n.*,
    c.ever_customers,
    c.entry_customers,
    c.landmark_customers,
    c.never_without,
    c.lost_customers_apart,
    c.kept_customers_apart,
    c.kept_passed,
    s.*
from counted as n
join customers_with as c on c.kind_no = n.kind_no and c.name_no = n.name_no and c.code = n.code
cross join sides as s
order by n.kind_no, n.name_no, n.code, n.events_before, n.events_other, n.events, n.is_lost

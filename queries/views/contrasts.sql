-- One row per attribute's value, channel, touchpoint and emotion: how many of the lost and of those who went on have it.
with
pool as (
    select journey_no, customer_no, is_dropped_off as is_lost, coalesce(step_beyond, 2147483647) as step_beyond
    from selected_stages
    where stage_no = $stage and (is_dropped_off = 1 or is_advanced = 1 or is_ended_well = 1)
),
passed as (
    select distinct p.journey_no, s.touchpoint_no, s.channel_no, s.emotion_no
    from pool as p
    join selected_steps as s on s.journey_no = p.journey_no and s.step_no < p.step_beyond
),
features as (
    select p.journey_no, 1 as kind_no, a.attribute_no as name_no, a.value_no as code
    from pool as p
    join journey_attributes as a on a.journey_no = p.journey_no
    union all
    select distinct journey_no, 2 as kind_no, 0 as name_no, channel_no as code from passed where channel_no > 0
    union all
    select distinct journey_no, 3 as kind_no, 0 as name_no, touchpoint_no as code from passed
    union all
    select distinct journey_no, 4 as kind_no, 0 as name_no, emotion_no as code from passed where emotion_no > 0
),
sides as (
    select
        cast(sum(is_lost) as bigint) as lost,
        cast(sum(1 - is_lost) as bigint) as kept,
        count(distinct case when is_lost = 1 then customer_no end) as lost_customers,
        count(distinct case when is_lost = 0 then customer_no end) as kept_customers,
        count(distinct customer_no) as all_customers
    from pool
),
by_customer as (
    select customer_no, count(*) as all_theirs from pool group by customer_no
),
with_it as (
    select
        f.kind_no, f.name_no, f.code, p.customer_no,
        sum(p.is_lost) as lost_with_it,
        sum(1 - p.is_lost) as kept_with_it
    from features as f
    join pool as p on p.journey_no = f.journey_no
    group by f.kind_no, f.name_no, f.code, p.customer_no
),
having_it as (
    select
        w.kind_no, w.name_no, w.code,
        cast(sum(w.lost_with_it) as bigint) as lost_with,
        cast(sum(w.kept_with_it) as bigint) as kept_with,
        count(*) as customers,
        count(*) filter (where w.lost_with_it + w.kept_with_it = c.all_theirs) as never_without
    from with_it as w
    join by_customer as c on c.customer_no = w.customer_no
    group by w.kind_no, w.name_no, w.code
)
select h.*, s.*
from having_it as h
cross join sides as s
order by h.kind_no, h.name_no, h.code

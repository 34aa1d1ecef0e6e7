-- One row per cell (stage, touchpoint) where journeys were lost: how many, of how many customers, and the revenue that went with them.
-- valued_lost: those in a stage that others go on from; least_advanced: customers who go on from the rarest of these stages.
-- foregone: lost x mean later revenue of those who go on from the stage that they were lost in, less what the lost brought from there on.
with
lost_journeys as (
    select journey_no, customer_no, is_single_journey, furthest_stage_no, exit_stage_no, exit_touchpoint_no
    from selected_journeys
    where is_dropped_off = 1
),
advanced as (
    select
        stage_no as drop_stage_no,
        count(*) as journeys,
        count(case when is_single_journey = 1 then 1 end) + count(distinct case when is_single_journey = 0 then customer_no end) as customers,
        sum(later_revenue) as revenue
    from selected_stages
    where is_advanced = 1
    group by stage_no
),
left_in as (
    select
        j.exit_stage_no as stage_no,
        j.exit_touchpoint_no as touchpoint_no,
        j.furthest_stage_no as drop_stage_no,
        count(*) as lost,
        sum(s.later_revenue) as revenue
    from lost_journeys as j
    left join selected_stages as s on s.journey_no = j.journey_no and s.stage_no = j.furthest_stage_no
    group by j.exit_stage_no, j.exit_touchpoint_no, j.furthest_stage_no
),
valued as (
    select
        l.stage_no,
        l.touchpoint_no,
        cast(sum(l.lost) as bigint) as lost_in_all,
        cast(sum(case when a.journeys > 0 then l.lost else 0 end) as bigint) as valued_lost,
        min(coalesce(a.customers, 0)) as least_advanced,
        sum(l.lost * a.revenue / a.journeys - l.revenue) as foregone
    from left_in as l
    left join advanced as a on a.drop_stage_no = l.drop_stage_no
    group by l.stage_no, l.touchpoint_no
),
lost_customers as (
    select
        exit_stage_no as stage_no,
        exit_touchpoint_no as touchpoint_no,
        count(case when is_single_journey = 1 then 1 end) + count(distinct case when is_single_journey = 0 then customer_no end) as customers
    from lost_journeys
    group by exit_stage_no, exit_touchpoint_no
)
select
    e.stage_no,
    e.touchpoint_no,
    e.lost_in_all,
    e.valued_lost,
    e.least_advanced,
    e.foregone,
    c.customers as lost_customers
from valued as e
join lost_customers as c on c.stage_no = e.stage_no and c.touchpoint_no = e.touchpoint_no

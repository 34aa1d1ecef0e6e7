-- One row per cell (stage, touchpoint) and value of the attribute that is compared by (0: none): journeys that pass and are not under way,
-- those lost there, what customers who come again add to a variance, and beside it the cell's losses, whatever the value.
-- group_1: the code of the attribute that is compared by. observed_s: how long journeys could begin, within the dates asked for.
-- sizes2, totals2, crossing: over returning customers, journeys^2, lost^2, journeys x lost; other_: the same of all other values at the cell.
with
judged as (
    select group_1 as value_no, stage_no, touchpoint_no, customer_no, is_single_journey, is_leaving
    from valued_journey_touchpoints
    where is_leaving_known = 1
),
of_singles as (
    select value_no, stage_no, touchpoint_no, count(*) as passing, cast(sum(is_leaving) as bigint) as lost
    from judged
    where is_single_journey = 1
    group by value_no, stage_no, touchpoint_no
),
of_returners as (
    select
        value_no, stage_no, touchpoint_no, customer_no,
        count(*) as passing,
        cast(sum(is_leaving) as bigint) as lost
    from judged
    where is_single_journey = 0
    group by value_no, stage_no, touchpoint_no, customer_no
),
returners as (
    select
        stage_no, touchpoint_no, customer_no,
        cast(sum(passing) as bigint) as all_passing,
        cast(sum(lost) as bigint) as all_lost
    from of_returners
    group by stage_no, touchpoint_no, customer_no
),
crossed as (
    select
        r.value_no, r.stage_no, r.touchpoint_no,
        count(*) as customers,
        count(case when c.all_passing > r.passing then 1 end) as both_customers,
        cast(sum(r.passing) as bigint) as own_passing,
        cast(sum(r.lost) as bigint) as own_lost,
        cast(sum(r.passing * r.passing) as bigint) as sizes2,
        cast(sum(r.lost * r.lost) as bigint) as totals2,
        cast(sum(r.passing * r.lost) as bigint) as crossing,
        cast(sum((c.all_passing - r.passing) * (c.all_passing - r.passing) - c.all_passing * c.all_passing) as bigint) as other_sizes2,
        cast(sum((c.all_lost - r.lost) * (c.all_lost - r.lost) - c.all_lost * c.all_lost) as bigint) as other_totals2,
        cast(sum((c.all_passing - r.passing) * (c.all_lost - r.lost) - c.all_passing * c.all_lost) as bigint) as other_crossing
    from of_returners as r
    join returners as c on c.stage_no = r.stage_no and c.touchpoint_no = r.touchpoint_no and c.customer_no = r.customer_no
    group by r.value_no, r.stage_no, r.touchpoint_no
),
whole as (
    select
        stage_no, touchpoint_no,
        count(*) as customers,
        cast(sum(all_passing * all_passing) as bigint) as sizes2,
        cast(sum(all_lost * all_lost) as bigint) as totals2,
        cast(sum(all_passing * all_lost) as bigint) as crossing
    from returners
    group by stage_no, touchpoint_no
),
named as (
    select value_no, stage_no, touchpoint_no from of_singles
    union
    select value_no, stage_no, touchpoint_no from crossed
),
all_singles as (
    select stage_no, touchpoint_no, cast(sum(lost) as bigint) as all_lost
    from of_singles
    group by stage_no, touchpoint_no
),
of_values as (
    select
        n.value_no,
        n.stage_no,
        n.touchpoint_no,
        coalesce(s.passing, 0) as single_passing,
        coalesce(s.lost, 0) as single_lost,
        coalesce(a.all_lost, 0) as all_single_lost,
        coalesce(c.customers, 0) as returners,
        coalesce(c.both_customers, 0) as both_customers,
        coalesce(c.own_passing, 0) as passing,
        coalesce(c.own_lost, 0) as lost,
        coalesce(c.sizes2, 0) as sizes2,
        coalesce(c.totals2, 0) as totals2,
        coalesce(c.crossing, 0) as crossing,
        coalesce(w.customers, 0) as whole_returners,
        coalesce(w.sizes2, 0) + coalesce(c.other_sizes2, 0) as other_sizes2,
        coalesce(w.totals2, 0) + coalesce(c.other_totals2, 0) as other_totals2,
        coalesce(w.crossing, 0) + coalesce(c.other_crossing, 0) as other_crossing
    from named as n
    left join of_singles as s on s.value_no = n.value_no and s.stage_no = n.stage_no and s.touchpoint_no = n.touchpoint_no
    left join crossed as c on c.value_no = n.value_no and c.stage_no = n.stage_no and c.touchpoint_no = n.touchpoint_no
    left join all_singles as a on a.stage_no = n.stage_no and a.touchpoint_no = n.touchpoint_no
    left join whole as w on w.stage_no = n.stage_no and w.touchpoint_no = n.touchpoint_no
)
select
    v.*,
    e.lost_in_all,
    e.valued_lost,
    e.least_advanced,
    e.foregone,
    e.lost_customers,
    least(o.observed_until_s, $to_s) - greatest(o.observed_from_s, $from_s) as observed_s
from of_values as v
cross join observation as o
join exit_losses as e on e.stage_no = v.stage_no and e.touchpoint_no = v.touchpoint_no
order by case when v.stage_no = 0 then 1 else 0 end, v.stage_no, v.touchpoint_no, v.value_no

-- One row per first answer of `compared_journeys`: whether it is good, what followed it (-1: cannot be told), and its journey's attributes.
with
followed as (
    select
        p.journey_no,
        p.metric_no,
        min(case when p.stage_no > 0 and s.stage_no > p.stage_no then s.occurred_s end) - min(p.occurred_s) as go_on_s,
        sum(s.revenue) as later_revenue
    from compared_journeys as p
    join selected_steps as s on s.journey_no = p.journey_no and s.step_no > p.step_no
    group by p.journey_no, p.metric_no
),
ordered as (
    select p.journey_no, p.metric_no, count(*) as orders
    from compared_journeys as p
    join orders as o on o.journey_no = p.journey_no and o.occurred_s > p.occurred_s
    group by p.journey_no, p.metric_no
)
select
    v.*,
    p.metric_no,
    p.customer_no,
    p.stage_no,
    p.touchpoint_no,
    p.is_good,
    t.contact_again,
    case when j.is_in_progress = 1 then -1 else j.is_dropped_off end as leaves,
    case when coalesce(b.orders, 0) > 0 then 1 else 0 end as buys,
    coalesce(f.go_on_s, -1) as go_on_s,
    cast(coalesce(f.later_revenue, 0) as double) as later_revenue
from compared_journeys as p
join selected_journeys as j on j.journey_no = p.journey_no
join values_of_journeys as v on v.journey_no = p.journey_no
join contacts_after as t on t.event_no = p.event_no
left join followed as f on f.journey_no = p.journey_no and f.metric_no = p.metric_no
left join ordered as b on b.journey_no = p.journey_no and b.metric_no = p.metric_no
order by p.metric_no, p.journey_no

-- One row per event of `compared_journeys`: whether it is at the touchpoint, its place in the stage, what followed it (-1: none), and its journey's values.
with
followed as (
    select
        p.journey_no,
        p.step_no,
        arg_min(s.csat, s.step_no) as next_csat,
        arg_min(s.ces, s.step_no) as next_ces,
        arg_min(s.nps, s.step_no) as next_nps,
        min(case when p.stage_no > 0 and s.stage_no > p.stage_no then s.occurred_s end) - min(p.occurred_s) as go_on_s,
        sum(s.revenue) as later_revenue
    from compared_journeys as p
    join selected_steps as s on s.journey_no = p.journey_no and s.step_no > p.step_no
    group by p.journey_no, p.step_no
)
select
    v.*,
    p.customer_no,
    p.place,
    p.is_with,
    t.contact_again,
    coalesce(case when f.next_csat between w.csat_good_low and w.csat_good_high then 1 when f.next_csat is not null then 0 end, -1) as later_csat,
    coalesce(case when f.next_ces between w.ces_good_low and w.ces_good_high then 1 when f.next_ces is not null then 0 end, -1) as later_ces,
    case
        when f.next_nps is null then -1
        when f.next_nps >= w.nps_good_low then 2
        when f.next_nps <= w.nps_bad_high then 0
        else 1
    end as later_nps,
    coalesce(f.go_on_s, -1) as go_on_s,
    cast(coalesce(f.later_revenue, 0) as double) as later_revenue
from compared_journeys as p
join contacts_after as t on t.event_no = p.event_no
cross join settings as w
left join followed as f on f.journey_no = p.journey_no and f.step_no = p.step_no
join values_of_journeys as v on v.journey_no = p.journey_no
order by p.journey_no, p.step_no

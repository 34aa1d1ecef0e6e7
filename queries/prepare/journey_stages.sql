-- One row per journey and stage it has reached, of those in which anything was ever seen: whether by an event of its own, what became of it and what had at the ripe age, how long moving on took or was awaited, and the revenue from its first event there on.
with
own as (
    select journey_no, stage_no, min(step_no) as first_step, min(occurred_s) as entered_s
    from steps
    where stage_no > 0
    group by journey_no, stage_no
),
observed as (
    select distinct stage_no from own
),
reached as (
    select j.*, s.stage_no
    from journeys as j
    join observed as s on s.stage_no <= j.furthest_stage_no
),
onward as (
    select
        r.*,
        o.first_step,
        o.entered_s,
        min(o.first_step) over later as step_beyond,
        min(o.entered_s) over later as beyond_s
    from reached as r
    left join own as o on o.journey_no = r.journey_no and o.stage_no = r.stage_no
    window later as (partition by r.journey_no order by r.stage_no rows between 1 following and unbounded following)
),
earned as (
    select o.journey_no, o.stage_no, sum(s.revenue) as later_revenue
    from onward as o
    join steps as s on s.journey_no = o.journey_no and s.step_no >= coalesce(o.first_step, o.step_beyond)
    where s.revenue is not null
    group by o.journey_no, o.stage_no
)
select
    o.journey_no,
    o.customer_no,
    o.is_single_journey,
    o.stage_no,
    o.first_s,
    cast(case when o.furthest_stage_no > o.stage_no then 1 else 0 end as tinyint) as is_advanced,
    cast(case when o.furthest_stage_no = o.stage_no then o.is_dropped_off else 0 end as tinyint) as is_dropped_off,
    cast(case when o.furthest_stage_no = o.stage_no then o.is_in_progress else 0 end as tinyint) as is_in_progress,
    cast(case when o.furthest_stage_no = o.stage_no then o.is_completed else 0 end as tinyint) as is_completed,
    cast(case when o.furthest_stage_no = o.stage_no then o.is_ended_well else 0 end as tinyint) as is_ended_well,
    cast(case when o.first_step is null then 1 else 0 end as tinyint) as is_skipped,
    cast(case when a.journey_no is null then 1 else 0 end as tinyint) as is_young,
    cast(case when a.furthest_stage_no >= o.stage_no then 1 else 0 end as tinyint) as is_ripe,
    cast(case when a.furthest_stage_no > o.stage_no then 1 else 0 end as tinyint) as had_gone_on,
    cast(case when a.furthest_stage_no = o.stage_no then a.is_ended_well else 0 end as tinyint) as had_ended_well,
    cast(case when a.furthest_stage_no = o.stage_no then a.is_completed else 0 end as tinyint) as had_completed,
    cast(case when a.furthest_stage_no = o.stage_no then 1 - a.is_ended_well - a.is_completed else 0 end as tinyint) as had_neither,
    cast(case
        when a.furthest_stage_no > o.stage_no and coalesce(o.entered_s - o.first_s > v.ripe_age_s, true) then 1
        else 0
    end as tinyint) as had_skipped,
    o.first_step,
    o.step_beyond,
    case when o.first_step < o.step_beyond then o.beyond_s - o.entered_s end as seconds_to_next,
    case when o.step_beyond is null then v.observed_until_s - o.entered_s end as seconds_awaited,
    coalesce(e.later_revenue, 0) as later_revenue
from onward as o
cross join observation as v
left join ripe_journeys as a on a.journey_no = o.journey_no
left join earned as e on e.journey_no = o.journey_no and e.stage_no = o.stage_no
order by o.journey_no, o.stage_no

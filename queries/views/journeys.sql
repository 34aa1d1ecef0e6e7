-- One row per selected journey, the latest first: when, through which stages, how far, how it ended and where, and its lowest valence.
with
listed as (
    select * from selected_journeys
),
counted as (
    select count(*) as all_journeys from listed
),
shown as (
    select * from listed order by last_s desc, journey_no limit $top
),
felt as (
    select s.journey_no, s.step_no, s.touchpoint_no, s.valence
    from shown as j
    join steps as s on s.journey_no = j.journey_no
    where s.valence is not null
),
bottoms as (
    select journey_no, min(valence) as lowest_valence
    from felt
    group by journey_no
),
lowest as (
    select b.journey_no, b.lowest_valence, arg_min(f.touchpoint_no, f.step_no) as lowest_touchpoint_no
    from bottoms as b
    join felt as f on f.journey_no = b.journey_no and f.valence = b.lowest_valence
    group by b.journey_no, b.lowest_valence
)
select
    c.customer_id,
    j.journey_id,
    j.first_s,
    j.last_s,
    j.steps,
    j.stage_path,
    j.furthest_stage_no,
    j.end_no,
    j.exit_touchpoint_no,
    cast(w.lowest_valence as double) as lowest_valence,
    w.lowest_touchpoint_no,
    j.journey_revenue,
    n.all_journeys
from shown as j
join customers as c on c.customer_no = j.customer_no
left join lowest as w on w.journey_no = j.journey_no
cross join counted as n
order by j.last_s desc, j.journey_no

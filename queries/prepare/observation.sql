-- One row: what was observed from when to when, the silence allowed, the came-back share's two counts, and the age of a ripe journey.
-- `latest_event`: one row, how late an event may be that moves the end of observation: a day after its load.
with
bounds as (
    select
        min(e.occurred_s) as observed_from_s,
        coalesce(max(s.end_s), max(case when e.occurred_s <= l.latest_s then e.occurred_s end), max(e.occurred_s)) as observed_until_s,
        max(s.inactivity_s) as silence_allowed_s
    from steps as e
    cross join settings as s
    cross join latest_event as l
),
looked_at as (
    select *, observed_from_s + (observed_until_s - observed_from_s) * 2.0 / 3 as looked_at_s
    from bounds
),
journeys_then as (
    select
        s.journey_no,
        max(s.occurred_s) - min(s.occurred_s) as length_s,
        max(case when t.is_passive = 0 and s.occurred_s <= l.looked_at_s then s.occurred_s end) as last_before_s,
        max(case when t.is_passive = 0 and s.occurred_s > l.looked_at_s then 1 else 0 end) as is_back
    from steps as s
    join touchpoints as t on t.touchpoint_no = s.touchpoint_no
    cross join looked_at as l
    group by s.journey_no
),
counted as (
    select
        count(*) filter (where l.looked_at_s - j.last_before_s > l.silence_allowed_s) as silent,
        count(*) filter (where l.looked_at_s - j.last_before_s > l.silence_allowed_s and j.is_back = 1) as came_back,
        percentile(j.length_s, 0.95) as longest_s
    from journeys_then as j
    cross join looked_at as l
)
select
    l.observed_from_s,
    l.observed_until_s,
    l.silence_allowed_s,
    c.silent,
    c.came_back,
    round(least(c.longest_s + l.silence_allowed_s, (l.observed_until_s - l.observed_from_s) / 2.0), 3) as ripe_age_s
from looked_at as l
cross join counted as c

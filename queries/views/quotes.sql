-- One row per group with comments: the comment nearest to the group's mean valence, the newest of those equally near.
with
felt as (
    select g1, g2, g3, sum(cast(score as double)) / count(*) as mean_valence
    from grouped_answers
    where metric_no = 4
    group by g1, g2, g3
),
placed as (
    select
        c.*,
        f.mean_valence,
        coalesce(round(abs(cast(c.valence as double) - f.mean_valence), 9), 9) as distance
    from grouped_comments as c
    left join felt as f on f.g1 = c.g1 and f.g2 = c.g2 and f.g3 = c.g3
),
groups as (
    select
        g1, g2, g3,
        count(*) as comments,
        count(distinct customer_no) as customers,
        min(distance) as least_distance
    from placed
    group by g1, g2, g3
),
nearest as (
    select p.*, g.comments, g.customers
    from placed as p
    join groups as g on g.g1 = p.g1 and g.g2 = p.g2 and g.g3 = p.g3 and g.least_distance = p.distance
),
newest as (
    select g1, g2, g3, max(occurred_s) as newest_s
    from nearest
    group by g1, g2, g3
),
chosen as (
    select n.g1, n.g2, n.g3, max(n.event_no) as chosen_no
    from nearest as n
    join newest as w on w.g1 = n.g1 and w.g2 = n.g2 and w.g3 = n.g3 and w.newest_s = n.occurred_s
    group by n.g1, n.g2, n.g3
)
select
    n.g1,
    n.g2,
    n.g3,
    n.words,
    cast(n.valence as double) as valence,
    n.occurred_at,
    n.touchpoint_no,
    n.channel_no,
    n.comments,
    n.customers,
    n.mean_valence
from nearest as n
join chosen as c on c.g1 = n.g1 and c.g2 = n.g2 and c.g3 = n.g3 and c.chosen_no = n.event_no
order by n.g1, n.g2, n.g3

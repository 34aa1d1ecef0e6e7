-- One row per group with comments: the comment nearest to the group's mean valence, the newest of those equally near.
-- group_1 to group_3: the codes of what --by names, in its order; 0 where it names fewer.
with
felt as (
    select group_1, group_2, group_3, sum(cast(score as double)) / count(*) as mean_valence
    from grouped_answers
    where metric_no = 4
    group by group_1, group_2, group_3
),
placed as (
    select
        c.*,
        f.mean_valence,
        coalesce(round(abs(cast(c.valence as double) - f.mean_valence), 9), 9) as distance
    from grouped_comments as c
    left join felt as f on f.group_1 = c.group_1 and f.group_2 = c.group_2 and f.group_3 = c.group_3
),
groups as (
    select
        group_1, group_2, group_3,
        count(*) as comments,
        count(distinct customer_no) as customers,
        min(distance) as least_distance
    from placed
    group by group_1, group_2, group_3
),
nearest as (
    select p.*, g.comments, g.customers
    from placed as p
    join groups as g on g.group_1 = p.group_1 and g.group_2 = p.group_2 and g.group_3 = p.group_3 and g.least_distance = p.distance
),
newest as (
    select group_1, group_2, group_3, max(occurred_s) as newest_s
    from nearest
    group by group_1, group_2, group_3
),
chosen as (
    select n.group_1, n.group_2, n.group_3, max(n.event_no) as chosen_no
    from nearest as n
    join newest as w on w.group_1 = n.group_1 and w.group_2 = n.group_2 and w.group_3 = n.group_3 and w.newest_s = n.occurred_s
    group by n.group_1, n.group_2, n.group_3
)
select
    n.group_1,
    n.group_2,
    n.group_3,
    n.words,
    cast(n.valence as double) as valence,
    n.occurred_at,
    n.touchpoint_no,
    n.channel_no,
    n.comments,
    n.customers,
    n.mean_valence
from nearest as n
join chosen as c on c.group_1 = n.group_1 and c.group_2 = n.group_2 and c.group_3 = n.group_3 and c.chosen_no = n.event_no
order by n.group_1, n.group_2, n.group_3

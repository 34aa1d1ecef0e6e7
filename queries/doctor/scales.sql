-- One row per pair of answers given at one event, or of an answer and a valence: how many, and whether they go together;
-- none where one of the two is always the same.
with
pairs as (
    select 'nps' as metric, 'csat' as other_metric, cast(nps as double) as x, cast(csat as double) as y from events
    union all select 'ces', 'csat', ces, csat from events
    union all select 'ces', 'nps', ces, nps from events
    union all select 'nps', 'valence', nps, valence from events
    union all select 'csat', 'valence', csat, valence from events
    union all select 'ces', 'valence', ces, valence from events
)
select metric, other_metric, count(*) as answers, corr(x, y) as correlation
from pairs
where x is not null and y is not null
group by metric, other_metric
having corr(x, y) is not null
order by metric, other_metric

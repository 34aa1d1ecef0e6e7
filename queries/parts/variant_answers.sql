-- One row per answer in journeys on the most frequent ways; groups: the more frequent first, the way.
with
chosen as (
    select journey_no, case when $is_collapsed = 1 then collapsed_path else path end as way from selected_journeys
),
counted as (
    select way, count(*) as journeys from chosen group by way
),
most as (
    select way, journeys from counted order by journeys desc, way limit $top
)
select -m.journeys as g1, m.way as g2, 0 as g3, a.metric_no, a.customer_no, a.mark, a.score
from chosen as c
join most as m on m.way = c.way
join answers as a on a.journey_no = c.journey_no

-- One row per answer in journeys on the most frequent ways.
-- group_1: how many journeys take the way, negative, so that the most frequent come first; group_2: the way; group_3: nothing.
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
select -m.journeys as group_1, m.way as group_2, 0 as group_3, a.metric_no, a.customer_no, a.mark, a.score
from chosen as c
join most as m on m.way = c.way
join answers as a on a.journey_no = c.journey_no

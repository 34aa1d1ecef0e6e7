-- One row per answer in journeys on the most frequent variants.
-- group_1: how many journeys take the variant, negative, so that the most frequent come first; group_2: the variant; group_3: nothing.
with
chosen as (
    select journey_no, case when $is_collapsed = 1 then collapsed_path else path end as variant from selected_journeys
),
counted as (
    select variant, count(*) as journeys from chosen group by variant
),
most as (
    select variant, journeys from counted order by journeys desc, variant limit $top
)
select -m.journeys as group_1, m.variant as group_2, 0 as group_3, a.metric_no, a.customer_no, a.mark, a.is_best, a.score
from chosen as c
join most as m on m.variant = c.variant
join answers as a on a.journey_no = c.journey_no

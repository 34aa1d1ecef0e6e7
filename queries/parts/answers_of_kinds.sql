-- One row per answer to CSAT (2) or valence (4) in a journey, and way in which it keeps to the expected list or not.
-- group_1: the kind; group_2: the element; group_3: nothing.
select k.kind_no as group_1, k.element_no as group_2, 0 as group_3, a.metric_no, a.customer_no, a.mark, a.is_best, a.score
from kinds as k
join answers as a on a.journey_no = k.journey_no
where a.metric_no in (2, 4)

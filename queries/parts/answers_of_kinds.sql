-- One row per answer to CSAT (2) or valence (4) in a journey, and way in which it keeps to the expected list or not; groups: kind, element.
select k.kind_no as g1, k.place as g2, 0 as g3, a.metric_no, a.customer_no, a.mark, a.score
from kinds as k
join answers as a on a.journey_no = k.journey_no
where a.metric_no in (2, 4)

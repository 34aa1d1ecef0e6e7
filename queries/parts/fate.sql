-- One row per journey that came to an element and had this fate there: 0 came, 1 went on, 3 under way, 4 out of order, 5 stopped.
select h.journey_no
from element_here as h
join journeys as j on j.journey_no = h.journey_no
left join element_next as n on n.journey_no = h.journey_no
where $fate = 0
    or ($fate = 1 and n.journey_no is not null)
    or (n.journey_no is null and j.furthest_stage_no > $here and $fate = 4)
    or (n.journey_no is null and j.furthest_stage_no <= $here and j.is_in_progress = 1 and $fate = 3)
    or (n.journey_no is null and j.furthest_stage_no <= $here and j.is_in_progress = 0 and $fate = 5)

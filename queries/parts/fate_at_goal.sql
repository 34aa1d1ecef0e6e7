-- One row per journey that came to the last element: 0 came, 2 completed; nothing else happens there.
select h.journey_no
from element_here as h
join journeys as j on j.journey_no = h.journey_no
where $fate in (0, 2) and $here > 0

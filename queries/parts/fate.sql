-- One row per journey that came to an element and had this fate there: 0 came, 1 went on, 3 under way, 4 out of order, 5 stopped.
select journey_no
from element_last
where step_here > 0 and (
    $fate = 0
    or (step_next > 0 and $fate = 1)
    or (step_next = 0 and furthest_stage_no > $here and $fate = 4)
    or (step_next = 0 and furthest_stage_no <= $here and is_in_progress = 1 and $fate = 3)
    or (step_next = 0 and furthest_stage_no <= $here and is_in_progress = 0 and $fate = 5)
)

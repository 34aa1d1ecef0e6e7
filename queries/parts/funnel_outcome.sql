-- One row per journey that came to an element and had this outcome there: 0 came, 1 went on, 3 under way, 4 out of order, 5 stopped.
select journey_no
from outcome_steps
where step_here > 0 and (
    $funnel_outcome = 0
    or (step_next > 0 and $funnel_outcome = 1)
    or (step_next = 0 and furthest_stage_no > $here and $funnel_outcome = 4)
    or (step_next = 0 and furthest_stage_no <= $here and is_in_progress = 1 and $funnel_outcome = 3)
    or (step_next = 0 and furthest_stage_no <= $here and is_in_progress = 0 and $funnel_outcome = 5)
)

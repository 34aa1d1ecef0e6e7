-- One row per journey that came to an element and had this outcome of the ordered funnel there.
select journey_no
from outcome_steps
where step_here > 0 and (
    $funnel_outcome = 'reached'
    or (step_next > 0 and $funnel_outcome = 'advanced')
    or (step_next = 0 and furthest_stage_no > $here and $funnel_outcome = 'out_of_order')
    or (step_next = 0 and furthest_stage_no <= $here and is_ended_well = 1 and $funnel_outcome = 'ended_well')
    or (step_next = 0 and furthest_stage_no <= $here and is_in_progress = 1 and $funnel_outcome = 'in_progress')
    or (step_next = 0 and furthest_stage_no <= $here and is_in_progress = 0 and is_ended_well = 0 and $funnel_outcome = 'stopped')
)

-- One row per step from the beginning of a journey, touchpoint, and next touchpoint or end: one journey that goes there.
select step_no - 1 as step, touchpoint_no as source_no, next_touchpoint_no as target_no, 0 as end_no
from selected_steps
where step_no <= $depth and next_touchpoint_no is not null
union all
select step_no - 1 as step, touchpoint_no as source_no, -1 as target_no, 5 as end_no
from selected_steps
where step_no = $depth + 1 and next_touchpoint_no is not null
union all
select steps - 1 as step, last_touchpoint_no as source_no, -1 as target_no, end_no
from selected_journeys
where steps <= $depth + 1

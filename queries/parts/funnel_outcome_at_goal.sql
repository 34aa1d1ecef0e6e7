-- One row per journey that came to the last element: 0 came, 2 completed; nothing else happens there.
select journey_no
from outcome_steps
where step_here > 0 and $funnel_outcome in (0, 2)

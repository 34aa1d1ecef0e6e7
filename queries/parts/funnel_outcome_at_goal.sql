-- One row per journey that came to the last element; all that happens there is that the list is completed.
select journey_no
from outcome_steps
where step_here > 0 and $funnel_outcome in ('reached', 'completed')

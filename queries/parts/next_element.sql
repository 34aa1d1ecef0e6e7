-- One row per journey: the step at which it comes to an element after the one before and in time, 0 where it does not.
select
    a.*,
    case
        when a.steps_ahead > 0
            and at_place(a.step_seconds, a.step_before + a.steps_ahead) - at_place(a.step_seconds, a.step_1) <= $within_s
        then a.step_before + a.steps_ahead
        else 0
    end as step_here,
    case when strpos(a.symbols, $symbol) > 0 then $element else a.furthest_before end as furthest_here
from looked_ahead as a

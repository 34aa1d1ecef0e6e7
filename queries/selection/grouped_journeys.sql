-- One row per selected journey, with the groups that it is counted in.
-- group_1 to group_3: the codes of what --by names, in its order; 0 where it names fewer. A period is that of the journey's beginning,
-- an attribute of events that of the event at which the journey was last seen.
select
    x.*,
    $group_1 as group_1,
    $group_2 as group_2,
    $group_3 as group_3
from selected_journeys as x

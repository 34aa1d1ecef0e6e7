-- One row per selected event, with the groups that it is counted in.
-- group_1 to group_3: the codes of what --by names, in its order; 0 where it names fewer. A period is that of the event itself.
-- since_s: from when on both the range of dates and the period hold.
select
    x.*,
    $group_1 as group_1,
    $group_2 as group_2,
    $group_3 as group_3,
    greatest($from_s, $period_from_s) as since_s
from selected_events as x

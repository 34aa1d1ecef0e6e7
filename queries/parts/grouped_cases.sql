-- One row per case whose first contact is among the events asked for, with the groups of that contact.
-- group_1 to group_3: the codes of what --by names, in its order; 0 where it names fewer.
select e.group_1, e.group_2, e.group_3, c.*
from cases as c
join grouped_events as e on e.event_no = c.first_event_no

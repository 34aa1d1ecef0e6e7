-- One row per case whose first contact is among the events asked for, with the groups of that contact.
select e.group_1, e.group_2, e.group_3, c.*
from cases as c
join grouped_events as e on e.event_no = c.first_event_no

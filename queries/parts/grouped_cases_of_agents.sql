-- One row per case whose first contact is among the events asked for, with the groups of that contact.
-- group_1 to group_3: the codes of what --by names, in its order; 0 where it names fewer.
-- Of an attribute of events ($takes_agent_1 to 3) that the contact leaves blank, the value of the case's first event by an agent counts,
-- where that is among the events asked for: an agent's group or team stands at what agents do.
select
    case when $takes_agent_1 = 1 and e.group_1 = 0 then coalesce(a.group_1, 0) else e.group_1 end as group_1,
    case when $takes_agent_2 = 1 and e.group_2 = 0 then coalesce(a.group_2, 0) else e.group_2 end as group_2,
    case when $takes_agent_3 = 1 and e.group_3 = 0 then coalesce(a.group_3, 0) else e.group_3 end as group_3,
    c.*
from cases as c
join grouped_events as e on e.event_no = c.first_event_no
left join grouped_events as a on a.event_no = c.agent_event_no

-- One row per contact with a machine or alone among the events asked for: how long until a person dealt with the same reason of that customer.
-- group_1 to group_3: the codes of what --by names, in its order; 0 where it names fewer. person_after_s: $never_s where no person did.
with
asked as (
    select e.group_1, e.group_2, e.group_3, c.*
    from contacts as c
    join grouped_events as e on e.event_no = c.event_no
)
select
    a.group_1,
    a.group_2,
    a.group_3,
    a.event_no,
    a.customer_no,
    coalesce(a.person_s - a.occurred_s, $never_s) as person_after_s,
    o.observed_until_s - a.occurred_s as age_s
from asked as a
cross join observation as o
order by a.group_1, a.group_2, a.group_3, a.event_no

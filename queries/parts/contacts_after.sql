-- One row per event of `compared_journeys`: whether the customer makes contact again soon after it; -1 where that cannot be told.
with
made as (
    select count(*) as contacts from next_contacts where is_contact = 1
),
places as (
    select distinct event_no, occurred_s from compared_journeys
)
select
    p.event_no,
    case
        when m.contacts = 0 or p.occurred_s > o.observed_until_s - w.contact_again_s then -1
        when case when c.event_no is null then n.next_contact_s else c.later_contact_s end - p.occurred_s <= w.contact_again_s then 1
        else 0
    end as contact_again
from places as p
cross join made as m
cross join observation as o
cross join settings as w
left join next_contacts as n on n.event_no = p.event_no
left join case_steps as c on c.event_no = p.event_no

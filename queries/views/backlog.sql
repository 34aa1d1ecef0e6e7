-- One row per case whose first contact is among the events asked for: when it was opened, and from when on it was closed for good.
-- closed_s: $never_s where it is open.
with
asked as (
    select c.*
    from cases as c
    join selected_events as e on e.event_no = c.first_event_no
)
select
    customer_no,
    opened_s,
    case when resolved_s is null or reopened_s > resolved_s then $never_s else resolved_s end as closed_s
from asked
order by case_no

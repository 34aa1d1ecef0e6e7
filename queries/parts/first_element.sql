-- One row per journey that comes to the first element of a list: where and when it first does.
select journey_no, customer_no, is_only, min(step_no) as found_step, min(occurred_s) as found_s, min(occurred_s) as entry_s,
    min(occurred_s) as before_s
from selected_steps
where is_element
group by journey_no, customer_no, is_only

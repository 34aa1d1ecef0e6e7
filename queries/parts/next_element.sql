-- One row per journey that comes to an element after the one before it and in time: where and when it first does.
select b.journey_no, b.customer_no, b.is_only, min(s.step_no) as found_step, min(s.occurred_s) as found_s, b.entry_s,
    b.found_s as before_s
from element_before as b
join selected_steps as s on s.journey_no = b.journey_no and s.step_no > b.found_step
where is_element and s.occurred_s - b.entry_s <= $within_s
group by b.journey_no, b.customer_no, b.is_only, b.entry_s, b.found_s

-- One row per step with a next one, in the stages and at least the window of silence before the end: where it goes.
with
known as (
    select observed_until_s - silence_allowed_s as last_s from observation
)
select s.stage_no, s.touchpoint_no, s.journey_no, s.customer_no, s.occurred_s as at_s, s.next_touchpoint_no
from selected_steps as s
cross join known as k
where s.next_touchpoint_no is not null and s.next_touchpoint_no <> s.touchpoint_no and s.stage_no > 0 and s.occurred_s <= k.last_s
order by s.stage_no, s.touchpoint_no, s.journey_no, s.step_no

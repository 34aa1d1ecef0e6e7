-- One row per ripe journey and stage that it reached by an event of its own before any later stage: whether it had gone no further by the
-- ripe age, and how long it took to go on, -1 where it did not.
with
asked as (
    select * from selected_stages where is_ripe = 1 and had_skipped = 0 and first_step is not null
)
select
    journey_no,
    customer_no,
    stage_no,
    first_s as at_s,
    had_neither as is_lost,
    cast(coalesce(seconds_to_next, -1) as integer) as seconds_on
from asked
where had_completed = 0 and (step_beyond is null or first_step < step_beyond)
order by stage_no, journey_no

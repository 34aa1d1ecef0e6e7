-- One row per ripe journey and stage, as in stages, and touchpoint that it was at before it went on, or at all.
with
asked as (
    select journey_no, stage_no, step_beyond
    from selected_stages
    where is_ripe = 1 and had_skipped = 0 and first_step is not null and had_completed = 0
        and (step_beyond is null or first_step < step_beyond)
)
select distinct a.stage_no, s.touchpoint_no, a.journey_no
from asked as a
join selected_steps as s on s.journey_no = a.journey_no and (a.step_beyond is null or s.step_no < a.step_beyond)
order by a.stage_no, s.touchpoint_no, a.journey_no

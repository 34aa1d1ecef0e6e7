-- One row: journeys, those with a single step, touchpoints; of the load its steps, and those at the time of the one before.
select
    (select count(*) from journeys) as journeys,
    (select count(*) from journeys where steps = 1) as single_step_journeys,
    (select count(*) from touchpoints) as touchpoints,
    (select count(*) from steps where load_no = $load_no) as steps,
    (select coalesce(sum(is_tie), 0) from steps where load_no = $load_no) as ties

-- One row per journey that passes the touchpoint in the stage.
select journey_no from passings where stage_no = $stage and touchpoint_no = $touchpoint

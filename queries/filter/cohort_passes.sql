-- One row per journey that passes the touchpoint in the stage.
select journey_no from journey_touchpoints where stage_no = $stage and touchpoint_no = $touchpoint

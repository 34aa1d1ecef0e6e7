-- One row per ripe journey that had reached the stage at the ripe age, and had neither gone on nor ended well.
select journey_no from journey_stages where stage_no = $stage and had_neither = 1

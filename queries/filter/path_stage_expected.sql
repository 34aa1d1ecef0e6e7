-- One row per journey that keeps to an expected list (rule 1), deviates (2), left it and is not under way (3), or has a pattern (0).
select journey_no from journeys
where regexp_matches(stage_path, $has) and not regexp_matches(stage_path, $has_not)
    and ($rule <> 1 or strpos(stage_path, $last_symbol) > 0 or is_in_progress = 1)
    and ($rule <> 2 or not (regexp_matches(stage_path, $keeps) and (strpos(stage_path, $last_symbol) > 0 or is_in_progress = 1)))
    and ($rule <> 3 or is_in_progress = 0)

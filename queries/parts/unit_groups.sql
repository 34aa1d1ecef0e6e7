-- One row per journey: the groups it is counted in.
select journey_no as unit_no, g1, g2, g3 from grouped_journeys

-- One row per journey whose first value of the attribute is one of those asked; 0 asks for journeys without one.
select journey_no from journey_attributes where attribute_no = $attribute and list_contains($values, value_no)
union all
select journey_no from journeys
where list_contains($values, 0) and journey_no not in (select journey_no from journey_attributes where attribute_no = $attribute)

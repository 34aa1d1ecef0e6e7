-- One row per attribute that holds different values within some journey: of how many with two filled events or more, and what follows.
select a.attribute, c.journeys, c.changing, c.is_of_events, c.has_first
from attribute_changes as c
join attributes as a on a.attribute_no = c.attribute_no
where c.changing > 0
order by c.is_of_events desc, c.changing desc, c.attribute_no

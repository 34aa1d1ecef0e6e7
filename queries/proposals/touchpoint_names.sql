-- One row per touchpoint.
select touchpoint_no, touchpoint
from touchpoints
order by touchpoint_no

-- One row per touchpoint where customers buy: half or more of its events begin an order. Coming back to it is no friction.
select s.touchpoint_no
from steps as s
left join orders as o on o.event_no = s.event_no
group by s.touchpoint_no
having 2 * count(o.event_no) >= count(*)
order by s.touchpoint_no

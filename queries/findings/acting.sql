-- One row per touchpoint where customers act: not passive, and not one where every event is told to be by an agent, a bot or a system.
with
told as (
    select s.touchpoint_no, count(*) as others_events
    from steps as s
    join case_steps as c on c.event_no = s.event_no and c.actor_no >= 2
    group by s.touchpoint_no
),
counted as (
    select touchpoint_no, count(*) as all_events from steps group by touchpoint_no
)
select t.touchpoint_no
from touchpoints as t
join counted as n on n.touchpoint_no = t.touchpoint_no
left join told as o on o.touchpoint_no = t.touchpoint_no
where t.is_passive = 0 and (o.others_events is null or o.others_events < n.all_events)
order by t.touchpoint_no

-- One row per selected event that has what is asked for, the latest first: who, when, where, and what was felt and said.
with
listed as (
    select *
    from selected_events
    where $wanted_field = ''
        or ($wanted_field = 'nps' and nps is not null)
        or ($wanted_field = 'csat' and csat is not null)
        or ($wanted_field = 'ces' and ces is not null)
        or ($wanted_field = 'valence' and valence is not null)
        or ($wanted_field = 'score' and (nps is not null or csat is not null or ces is not null))
        or ($wanted_field = 'emotion' and emotion_no > 0)
        or ($wanted_field = 'comment' and event_no in (select event_no from comments))
),
counted as (
    select count(*) as all_events from listed
),
shown as (
    select * from listed order by occurred_s desc, event_no desc limit $top
)
select
    c.customer_id,
    s.occurred_at,
    s.stage_no,
    s.touchpoint_no,
    s.channel_no,
    s.emotion_no,
    cast(s.valence as double) as valence,
    s.nps,
    s.csat,
    s.ces,
    w.words,
    n.all_events
from shown as s
join customers as c on c.customer_no = s.customer_no
left join comments as w on w.event_no = s.event_no
cross join counted as n
order by s.occurred_s desc, s.event_no desc

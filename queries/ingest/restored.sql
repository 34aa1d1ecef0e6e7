-- One row: how many events a backup brought, and the first thing that no load could have let in, as words; null where there is none.
with
loads_known as (
    select load_no, count(*) as reports
    from loads
    group by load_no
),
checked_events as (
    select
        e.event_no,
        case
            when e.event_no < 1 then 'an event has no number'
            when l.load_no is null then 'an event belongs to no load'
            when l.reports > 1 then 'two loads have one number'
            when trim(e.customer_id) = '' then 'an event has no customer'
            when trim(e.touchpoint) = '' then 'an event has no touchpoint'
            when not coalesce(e.occurred_at between timestamp '1900-01-01' and timestamp '2199-12-31 23:59:59.999999', false)
                then 'an event lies outside the years 1900 to 2199'
            when e.occurred_s <> date_diff('second', timestamp '1970-01-01', date_trunc('second', e.occurred_at))
                then 'an event has two times'
            when not e.nps between $nps_lowest and $nps_highest then 'an NPS answer lies off its scale: ' || e.nps
            when not e.csat between $csat_lowest and $csat_highest then 'a CSAT answer lies off its scale: ' || e.csat
            when not e.ces between $ces_lowest and $ces_highest then 'a CES answer lies off its scale: ' || e.ces
            when not e.valence between -1 and 1 then 'a valence lies outside -1 to 1: ' || e.valence
        end as wrong
    from events as e
    left join loads_known as l on l.load_no = e.load_no
),
ids as (
    select count(*) - count(distinct event_no) as repeated, count(event_id) - count(distinct event_id) as repeated_ids
    from events
)
select
    count(*) as events,
    coalesce(min(c.wrong), case
        when any_value(i.repeated) > 0 then 'several events have one number'
        when any_value(i.repeated_ids) > 0 then 'several events have one event_id'
    end) as wrong
from checked_events as c
cross join ids as i

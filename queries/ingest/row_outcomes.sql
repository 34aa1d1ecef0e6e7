-- One row per well-formed row that repeats an earlier one: whether it repeats an event, contradicts one, or is a copy.
-- Contents are compared only where an id comes again or is missing: row_contents and event_contents hash all that one holds.
with
with_id as (
    select row_no, event_id, row_number() over (partition by event_id order by row_no) as nth
    from row_contents
    where wrong is null and event_id is not null
),
earlier as (
    select e.event_id, min(e.event_no) as event_no
    from events as e
    where e.event_id in (select event_id from with_id)
    group by e.event_id
),
repeats as (
    select w.row_no, w.event_id, e.event_no
    from with_id as w
    left join earlier as e on e.event_id = w.event_id
    where w.nth > 1 or e.event_id is not null
),
firsts as (
    select w.event_id, c.content
    from with_id as w
    join row_contents as c on c.row_no = w.row_no
    where w.nth = 1 and w.event_id in (select event_id from repeats where event_no is null)
    union all
    select r.event_id, e.content
    from earlier as r
    join event_contents as e on e.event_no = r.event_no
),
repeated as (
    select r.row_no, c.content <> f.content as is_conflict
    from repeats as r
    join row_contents as c on c.row_no = r.row_no
    join firsts as f on f.event_id = r.event_id
),
without_id as (
    select row_no, content
    from row_contents
    where wrong is null and event_id is null
),
copies as (
    select row_no, content, row_number() over (partition by content order by row_no) as nth
    from without_id
),
earlier_contents as (
    select distinct content
    from event_contents
    where event_id is null and exists (select 1 from without_id)
)
select row_no, true as is_repeat, is_conflict, false as is_identical
from repeated
union all
select c.row_no, false as is_repeat, false as is_conflict, true as is_identical
from copies as c
left join earlier_contents as e on e.content = c.content
where c.nth > 1 or e.content is not null

-- One row per row of the file that is well formed: whether it repeats an event, contradicts one, or is an exact copy.
with
earlier_ids as (
    select event_id, arg_min(content, event_no) as content from events where event_id is not null group by event_id
),
earlier_contents as (
    select distinct content from events where event_id is null
),
with_id as (
    select
        row_no, content, event_id,
        row_number() over same_id as turn,
        first_value(content) over same_id as first_content
    from checked
    where wrong is null and event_id is not null
    window same_id as (partition by event_id order by row_no)
),
without_id as (
    select row_no, content, row_number() over (partition by content order by row_no) as turn
    from checked
    where wrong is null and event_id is null
)
select
    w.row_no,
    w.turn > 1 or e.event_id is not null as is_repeat,
    (w.turn > 1 or e.event_id is not null) and w.content <> coalesce(e.content, w.first_content) as is_conflict,
    false as is_identical
from with_id as w
left join earlier_ids as e on e.event_id = w.event_id
union all
select
    w.row_no,
    false as is_repeat,
    false as is_conflict,
    w.turn > 1 or e.content is not null as is_identical
from without_id as w
left join earlier_contents as e on e.content = w.content

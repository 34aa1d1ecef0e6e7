-- One row per row of the file that is refused, where rows are not simply events: the first thing that is wrong with it.
with
wrong_rows as (
    select file_row, arg_min(wrong, row_no) as wrong, arg_min(part, row_no) as part
    from checked
    where wrong is not null
    group by file_row
),
followers as (
    select s.file_row, w.wrong, w.part
    from set_aside as s
    join wrong_rows as w on w.file_row = s.lead_row
    where s.row_outcome = 'follower'
),
left_out as (
    select s.file_row, coalesce(lead.reason, s.reason) as reason
    from set_aside as s
    left join set_aside as lead on s.row_outcome = 'follower' and lead.file_row = s.lead_row and lead.row_outcome = 'left_out'
    where s.row_outcome = 'left_out' or lead.row_outcome = 'left_out'
)
select file_row, wrong.field, wrong.value, wrong.reason, part from wrong_rows
union all
select file_row, wrong.field, wrong.value, wrong.reason, part from followers
union all
select file_row, 'row' as field, '' as value, reason, 0 as part from left_out
order by 1

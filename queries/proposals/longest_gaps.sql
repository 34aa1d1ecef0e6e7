-- One row: of the journeys with two events or more, how many there are and the longest gap, from start to start, that 95 in 100 of them do not exceed.
with
gaps as (
    select journey_no, max(seconds_to_next + lasting_s) as longest_s
    from steps
    where seconds_to_next is not null
    group by journey_no
)
select count(*) as journeys, percentile(longest_s, 0.95) as gap_s
from gaps

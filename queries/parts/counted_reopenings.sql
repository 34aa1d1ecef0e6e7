-- One row per case: whether the events' column $counted, which counts reopenings, is a number above zero in any of its events; null where it is none.
select c.case_no, max(case when try_cast(e.$counted as double) > 0 then 1 when try_cast(e.$counted as double) is not null then 0 end) as was_reopened
from case_steps as c
join events as e on e.event_no = c.event_no
where c.case_no > 0
group by c.case_no

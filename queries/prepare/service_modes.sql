-- One row per service mode as the events have it, in lower case: its number, that of self-service, automated and agent always 1, 2 and 3.
with
modes as (
    select lower(service_mode) as service_mode from events where service_mode is not null
    union
    select service_mode from known_service_modes
)
select
    cast(row_number() over (order by coalesce(k.service_mode_no, 100), m.service_mode) as integer) as service_mode_no,
    m.service_mode
from modes as m
left join known_service_modes as k on k.service_mode = m.service_mode

-- One row: of the cases with a contact how many tell of an agent, a first response, a resolution, a reopening, a transfer, and a response after the contact.
with
known as (
    select * from cases
)
select
    count(agent_s) as agents,
    count(told_response_s) as responses,
    count(resolved_s) as resolutions,
    count(reopened_s) as reopenings,
    count(case when transfers > 0 then 1 end) as transferred,
    count(case when told_response_s > opened_s then 1 end) as responses_later
from known

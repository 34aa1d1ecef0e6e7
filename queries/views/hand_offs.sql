-- One row per channel and channel that cases are handed on to: hand-offs, journeys with one, those whose customer made contact once more.
-- again_of_channel: journeys of the row whose customer made contact again after any event of a case on the first channel, later than the next
-- step of the case. target_no 0: all journeys with a case on the channel, handed on or not. returners: customers of the row with a journey on
-- the channel that is none of the row's. Where nobody ever makes contact there are no rows.
with
made as (
    select count(*) as contacts from next_contacts where is_contact = 1
),
seen as (
    select c.*, s.contact_again_s
    from case_steps as c
    join selected_journeys as j on j.journey_no = c.journey_no
    cross join settings as s
    cross join observation as o
    cross join made as m
    where m.contacts > 0 and c.case_no > 0 and c.channel_no > 0 and c.occurred_s <= o.observed_until_s - s.contact_again_s
),
on_channel as (
    select
        journey_no, customer_no,
        channel_no as source_no,
        max(case when later_contact_s - occurred_s <= contact_again_s then 1 else 0 end) as is_again
    from seen
    group by journey_no, customer_no, channel_no
),
handed as (
    select
        journey_no,
        channel_no as source_no,
        handed_to_channel_no as target_no,
        count(*) as times,
        max(case when contact_after_s - occurred_s <= contact_again_s then 1 else 0 end) as is_again_after
    from seen
    where handed_to_channel_no > 0
    group by journey_no, channel_no, handed_to_channel_no
),
paired as (
    select h.source_no, h.target_no, h.times, h.is_again_after, c.customer_no, c.is_again
    from handed as h
    join on_channel as c on c.journey_no = h.journey_no and c.source_no = h.source_no
    union all
    select source_no, 0 as target_no, 0 as times, 0 as is_again_after, customer_no, is_again
    from on_channel
),
of_customers as (
    select
        source_no,
        target_no,
        customer_no,
        sum(times) as own_times,
        count(*) as own_journeys,
        sum(is_again_after) as own_again,
        sum(is_again) as own_again_of_channel
    from paired
    group by source_no, target_no, customer_no
)
select
    p.source_no,
    p.target_no,
    cast(sum(p.own_times) as bigint) as hand_offs,
    cast(sum(p.own_journeys) as bigint) as journeys,
    count(*) as customers,
    count(case when w.own_journeys > p.own_journeys then 1 end) as returners,
    cast(sum(p.own_again) as bigint) as again_journeys,
    cast(sum(p.own_again_of_channel) as bigint) as again_of_channel
from of_customers as p
join of_customers as w on w.source_no = p.source_no and w.customer_no = p.customer_no and w.target_no = 0
group by p.source_no, p.target_no
order by p.source_no, p.target_no

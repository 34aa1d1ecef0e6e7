-- One row per journey and way in which it keeps to an expected list or not, and element: 1 keeps, 2 deviates, 3 to 5 how, 6 never.
with
turnable as (
    select journey_no, symbols, reverse(symbols) as symbols_back from symbol_journeys
),
placed as (
    select
        t.journey_no, e.element_no, strpos(t.symbols, e.symbol) as first_step,
        length(t.symbols) + 1 - strpos(t.symbols_back, e.symbol) as last_step
    from turnable as t
    join elements as e on strpos(t.symbols, e.symbol) > 0
),
furthest as (
    select journey_no, max(element_no) as furthest_element_no from placed group by journey_no
),
goal as (
    select max(element_no) as goal_element_no from elements
),
turned as (
    select distinct p.journey_no, p.element_no
    from placed as p
    join placed as q on q.journey_no = p.journey_no and q.element_no > p.element_no and q.first_step < p.last_step
),
deviations as (
    select f.journey_no, 3 as kind_no, e.element_no
    from furthest as f
    join elements as e on e.element_no < f.furthest_element_no
    left join placed as p on p.journey_no = f.journey_no and p.element_no = e.element_no
    where p.journey_no is null
    union all
    select journey_no, 4 as kind_no, element_no from turned
    union all
    select f.journey_no, 5 as kind_no, f.furthest_element_no as element_no
    from furthest as f
    join selected_journeys as j on j.journey_no = f.journey_no
    cross join goal as g
    where f.furthest_element_no < g.goal_element_no and j.is_in_progress = 0
),
deviating as (
    select distinct journey_no from deviations
)
select journey_no, kind_no, element_no from deviations
union all
select journey_no, 2 as kind_no, 0 as element_no from deviating
union all
select f.journey_no, 1 as kind_no, 0 as element_no
from furthest as f
left join deviating as d on d.journey_no = f.journey_no
where d.journey_no is null
union all
select j.journey_no, 6 as kind_no, 0 as element_no
from selected_journeys as j
left join furthest as f on f.journey_no = j.journey_no
where f.journey_no is null

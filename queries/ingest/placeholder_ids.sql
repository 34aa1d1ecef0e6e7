-- One row per customer id that many events share and that may stand for nobody: its events, whether it is a word for that, all
-- events of the file, and the events that half of its customers have at most.
with
counted as (
    select
        customer_id,
        count(*) as events,
        trim(regexp_replace(lower(strip_accents(nfc_normalize(customer_id))), '[\s_-]+', ' ', 'g')) as plain,
        lower(trim(customer_id)) as trimmed
    from texts
    where customer_id is not null and not is_error_value(customer_id)
    group by customer_id
),
marked as (
    select
        customer_id,
        events,
        list_contains($words, plain) or list_contains($words, trimmed) as is_word,
        regexp_matches(trimmed, $numbers) as is_number
    from counted
),
totals as (
    select sum(events) as all_events, quantile_cont(events, 0.5) as median_events, sum(events) filter (is_word) as word_events
    from marked
)
select m.customer_id, m.events, m.is_word, t.all_events, t.median_events
from marked as m
cross join totals as t
where
    (m.is_word and ($takes_words or m.events > 1 and (t.word_events > $share * t.all_events or m.events >= $times * t.median_events)))
    or (m.is_number and m.events > $share * t.all_events and m.events >= $number_times * t.median_events)
    or (m.events > $share * t.all_events and m.events >= $times * t.median_events)
order by m.events desc, m.customer_id

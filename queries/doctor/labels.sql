-- One row per word of this load that the definition does not know: stages that it does not have, emotions without a valence.
with
load_events as (
    select stage, emotion from events where load_no = $load_no
),
words as (
    select 'stage' as field, stage as word from load_events where stage is not null
    union all
    select 'emotion' as field, emotion as word from load_events where emotion is not null
)
select w.field, w.word, count(*) as events
from words as w
left join stage_words as s on w.field = 'stage' and s.word = lower(w.word)
left join emotion_valences as e on w.field = 'emotion' and e.emotion = lower(w.word)
where s.stage_no is null and e.emotion is null
group by w.field, w.word
order by events desc, w.word

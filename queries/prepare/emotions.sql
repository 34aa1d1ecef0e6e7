-- One row per emotion label in lower case: its number and its valence by the definition (null: unknown label).
with
labels as (
    select distinct lower(emotion) as emotion from events where emotion is not null
)
select
    cast(row_number() over (order by l.emotion) as integer) as emotion_no,
    l.emotion,
    v.valence
from labels as l
left join emotion_valences as v on v.emotion = l.emotion

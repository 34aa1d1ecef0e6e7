"""Logs that are hard to draw: two to nine stages, five to 400 touchpoints, long names in many scripts."""

import random
from datetime import datetime, timedelta

from tests.logs import event

PLAIN = "plain"

STAGES = (
    "Wiederherstellungsphase nach Vertragsverlängerung",
    "Confirmación de la solicitud de devolución",
    "情報収集と比較検討の初期段階における顧客体験",
    "مرحلة ما بعد البيع وخدمة العملاء",
    "🚀🚀 Aufbruch 🚀🚀",
    "Kundenbindungsmaßnahmenvorbereitung",
    "use",
    "Rechtsschutzversicherungsgesellschaften",
    "advocacy",
)
NAMES = (
    "Benutzerkontoaktualisierungsbestätigung",
    "Confirmación de la solicitud de devolución",
    "カスタマーサポートへの問い合わせ",
    "تأكيد طلب الإرجاع عبر الهاتف",
    "👩‍👩‍👧‍👦 Familientarif 🎉🎉🎉",
    "Web",
    "Donaudampfschifffahrtsgesellschaftskapitän",
    "客户满意度调查问卷",
    "Rückruf vom Kundenservice-Mitarbeiter",
    "WWWWWWWWWWWWWWWW MMMMMMMMMMMM",
    "Actualización de los datos de facturación",
    "payment_failed_insufficient_funds_v2",
)
SEGMENTS = ("Geschäftskundinnen und -kunden", "consumer", "студенты")
CHANNELS = ("Kundendienstaußenstelle", "atención telefónica", "web", "电话", None)
EMOTIONS = {
    "Unzufriedenheitsempfinden": -0.6,
    "satisfacción": 0.7,
    "喜び": 0.9,
    "anger": -0.9,
    "neutral": 0.0,
}
COMMENTS = (
    "Nobody answered for forty minutes, and when somebody did they could not find my order.",
    "Unverständlicherweisebearbeitungsrückstandsgebühr",
    "とても丁寧に対応していただき、本当に助かりました。ありがとうございました。",
    "مرحبا",
    None,
    None,
    None,
)


def stage_names(stages: int, kind: str) -> tuple[str, ...]:
    return (
        tuple(f"stage {number}" for number in range(1, stages + 1))
        if kind == PLAIN
        else STAGES[:stages]
    )


def touchpoint_names(touchpoints: int, kind: str) -> list[str]:
    """So many different names; the long ones are told apart by a number at their end."""
    if kind == PLAIN:
        return [f"touchpoint {number}" for number in range(1, touchpoints + 1)]
    return [
        NAMES[index % len(NAMES)] + (f" {index // len(NAMES)}" if index >= len(NAMES) else "")
        for index in range(touchpoints)
    ]


def made_definition(stages: int, kind: str = "") -> str:
    emotions = [f'"{name.lower()}" = {valence}' for name, valence in EMOTIONS.items()]
    entries = [
        f'[[stages]]\nname = "{name}"\ntext = "{name}: was dort geschieht und warum"\nexpected_emotion = "unzufriedenheitsempfinden"'
        for name in stage_names(stages, kind)
    ]
    return "\n".join(["[emotions]", *emotions, *entries])


def made_rows(stages: int, touchpoints: int, kind: str = "", customers: int = 32) -> list[dict]:
    """Customers pass the touchpoints in order until they leave; some touchpoints are passed by few, some carry no emotion."""
    chance = random.Random(1000 * stages + touchpoints)
    names, staged = touchpoint_names(touchpoints, kind), stage_names(stages, kind)
    shares, rows = [chance.choice([0.1, 0.5, 1.0]) for _ in names], []
    for number in range(customers):
        last = chance.choice([touchpoints // 2, touchpoints, touchpoints])
        for index, name in enumerate(names):
            if index % customers == number or index < last and chance.random() < shares[index]:
                at = datetime(2025, 1, 1) + timedelta(days=number // 2, minutes=index)
                rows.append(
                    event(
                        f"c{number}",
                        at.isoformat(),
                        name,
                        stage=staged[index * stages // touchpoints],
                        channel=chance.choice(CHANNELS),
                        emotion=chance.choice([*EMOTIONS, None]) if index % 7 else None,
                        nps=chance.choice([None, 0, 8, 10]),
                        csat=chance.choice([None, 1, 5]),
                        ces=chance.choice([None, 1, 7]),
                        comment=chance.choice(COMMENTS),
                        segment=SEGMENTS[number % 3],
                    )
                )
    return rows

"""What does a customer write? An opening, something about the touchpoint, sometimes an end."""

from __future__ import annotations

import numpy as np

from .draws import Dice

TOPIC_OF = {
    "Online ad": "discover",
    "Search result": "discover",
    "Social post": "discover",
    "Video review": "discover",
    "Friend's recommendation": "discover",
    "Launch event": "discover",
    "Newsletter": "discover",
    "Product page": "compare",
    "Plan comparison": "compare",
    "Help article": "app",
    "Advice chat": "help",
    "Store visit": "store",
    "Store purchase": "store",
    "Phone order": "help",
    "Basket": "pay",
    "Card payment": "pay",
    "Payment failed": "pay",
    "Order confirmation": "delivery",
    "Delivery update": "delivery",
    "Delivery": "delivery",
    "Welcome mail": "start",
    "Activation": "start",
    "Monthly bill": "bill",
    "Account app": "app",
    "Chatbot": "bot",
    "Live chat": "help",
    "Support call": "help",
    "Complaint": "complaint",
    "Review": "fond",
    "Referral invite": "fond",
    "Social mention": "fond",
}

OPENINGS = {
    "en": {
        "good": (
            "",
            "",
            "Really pleased.",
            "Well done.",
            "Honestly great:",
            "No complaints,",
            "Lovely.",
        ),
        "even": ("", "", "Not sure yet.", "It was OK.", "Well,", "So so."),
        "bad": (
            "",
            "",
            "Not good enough.",
            "I am fed up.",
            "Seriously?",
            "Very poor.",
            "Again!",
            "Sorry, but",
        ),
    },
    "es": {
        "good": ("", "Muy bien.", "Encantada.", "Todo perfecto:"),
        "even": ("", "Bueno,", "Regular."),
        "bad": ("", "Muy mal.", "Estoy harto.", "Otra vez lo mismo:"),
    },
    "de": {
        "good": ("", "Sehr gut.", "Alles bestens:", "Prima."),
        "even": ("", "Na ja,", "Geht so."),
        "bad": ("", "Sehr ärgerlich.", "So nicht.", "Schon wieder:"),
    },
}

ENDINGS = {
    "en": {
        "good": (
            "",
            "",
            "",
            "Thank you!",
            "Would buy again.",
            "Five stars from me.",
            "My whole family will switch.",
        ),
        "even": ("", "", "", "Let's see.", "I will think about it.", "Maybe next month."),
        "bad": (
            "",
            "",
            "",
            "I am thinking of leaving.",
            "Call me back on +44 1632 960{n}.",
            "Please write to customer{n}@example.com.",
            "Third time now.",
            "What do I pay you for?",
        ),
    },
    "es": {
        "good": ("", "", "¡Gracias!", "Lo recomiendo."),
        "even": ("", "", "Ya veremos."),
        "bad": (
            "",
            "",
            "Me voy a otra compañía.",
            "Escríbanme a cliente{n}@example.com.",
            "Nadie contesta.",
        ),
    },
    "de": {
        "good": ("", "", "Danke!", "Gerne wieder."),
        "even": ("", "", "Mal sehen."),
        "bad": (
            "",
            "",
            "Ich kündige bald.",
            "Bitte melden Sie sich: kunde{n}@example.com.",
            "Keiner antwortet.",
        ),
    },
}

TOPICS = {
    "en": {
        "discover": {
            "good": (
                "the new phone looks fantastic",
                "my friend told me about you and she was right",
                "I love the colours you show",
                "finally an offer without small print",
            ),
            "even": ("I have seen this before", "not sure that the offer is for me"),
            "bad": (
                "the same advert five times a day",
                "the offer I saw does not exist any more",
                "too loud and it says nothing about the price",
            ),
        },
        "compare": {
            "good": (
                "the table showed me the right plan at once",
                "easy to see what I get for my money",
            ),
            "even": (
                "I still do not know which plan I need",
                "M or L, what is the difference?",
                "the price with the phone is hard to work out",
            ),
            "bad": (
                "the price changes with every click",
                "I have compared three times and still do not get it",
                "hidden fees at the bottom of the page",
            ),
        },
        "store": {
            "good": (
                "the woman in the store took her time for me",
                "I could try the phone before paying",
                "in and out in ten minutes",
            ),
            "even": ("the store was fine, a bit small", "they did not have the blue one"),
            "bad": ("forty minutes in the queue", "nobody in the store knew the online offer"),
        },
        "pay": {
            "good": ("paying took a minute", "the checkout remembered everything"),
            "even": ("I am a bit nervous about giving my card", "is the deposit paid back?"),
            "bad": (
                "my card was declined on the phone, at home on the laptop it works",
                "the payment page just froze",
                "I typed everything three times and then it failed",
                "delivery cost only shown at the very end",
            ),
        },
        "delivery": {
            "good": (
                "arrived a day early",
                "the courier was friendly and the box was perfect",
                "unpacking it felt like a birthday",
            ),
            "even": ("waiting for the parcel", "no idea when it comes, but it is on its way"),
            "bad": (
                "where is my parcel?",
                "promised for Tuesday, now it is Friday",
                "I stayed at home for nothing",
                "tracking has said the same for a week",
            ),
        },
        "start": {
            "good": (
                "the mail explained every step",
                "switched on and it worked",
                "kept my number without any trouble",
            ),
            "even": ("I had to read the steps twice", "works now, took a while"),
            "bad": (
                "the SIM was not accepted",
                "the code had expired before I could type it",
                "two days without a number",
            ),
        },
        "bill": {
            "good": ("the bill is clear now", "exactly the price we agreed"),
            "even": ("what is the service line on the bill?", "same as every month"),
            "bad": (
                "four euros more and no explanation",
                "the price went up and my pay did not",
                "charged for roaming that I never used",
            ),
        },
        "app": {
            "good": ("I found the answer by myself", "the app shows what is left of my data"),
            "even": ("could be simpler", "the page did not quite fit my question"),
            "bad": ("logged out every time", "the article describes a menu that does not exist"),
        },
        "bot": {
            "good": ("the bot knew my order", "an answer at midnight, not bad"),
            "even": ("it answered something, not what I asked", "fine for simple things"),
            "bad": (
                "the bot does not understand a word",
                "round in circles with a robot",
                "I only wanted to talk to a person",
                "it asked for my number four times",
            ),
        },
        "help": {
            "good": (
                "the agent solved it in five minutes",
                "she called back as promised",
                "patient and kind",
            ),
            "even": ("took a while but it was sorted", "I was passed on once"),
            "bad": (
                "had to tell my story twice",
                "the chat sent me to the hotline and I had to wait again",
                "half an hour of music",
                "they promised to call back and did not",
            ),
        },
        "complaint": {
            "good": ("at last somebody has answered",),
            "even": ("I hope that somebody reads this",),
            "bad": (
                "charged twice for one phone",
                "nobody answers my letters",
                "you promised a refund in March",
                "the repair came back broken",
            ),
        },
        "fond": {
            "good": (
                "best phone shop in town",
                "I have told all my colleagues",
                "three years here and still happy",
                "the bonus for my sister arrived at once",
            ),
            "even": ("good, not perfect",),
            "bad": ("the bonus never came", "it used to be better"),
        },
    },
    "es": {
        "buying": {
            "good": (
                "comprar fue muy fácil",
                "la oferta es estupenda",
                "me explicaron todo en la tienda",
            ),
            "even": ("no sé qué tarifa elegir", "el precio no está del todo claro"),
            "bad": (
                "la página de pago no funciona en el móvil",
                "el precio cambia todo el tiempo",
                "demasiada cola en la tienda",
            ),
        },
        "owning": {
            "good": (
                "el paquete llegó antes de tiempo",
                "funcionó a la primera",
                "la factura está clara",
            ),
            "even": ("todavía espero el paquete", "funciona, pero tardó"),
            "bad": (
                "el paquete no llega",
                "la factura ha subido sin aviso",
                "la tarjeta SIM no funciona",
            ),
        },
        "asking": {
            "good": ("me atendieron enseguida", "problema resuelto en una llamada"),
            "even": ("tardaron, pero respondieron",),
            "bad": (
                "el robot no entiende nada",
                "tuve que llamar tres veces",
                "nadie responde a mi queja",
            ),
        },
    },
    "de": {
        "buying": {
            "good": ("der Kauf ging ganz leicht", "tolles Angebot", "im Laden sehr gut beraten"),
            "even": ("ich weiß noch nicht, welcher Tarif passt", "der Preis ist etwas unklar"),
            "bad": (
                "die Zahlung auf dem Handy bricht ab",
                "die Preise versteht kein Mensch",
                "eine Stunde im Laden gewartet",
            ),
        },
        "owning": {
            "good": (
                "das Paket kam früher als gedacht",
                "sofort eingerichtet",
                "die Rechnung ist verständlich",
            ),
            "even": ("das Paket ist noch unterwegs", "läuft jetzt, hat gedauert"),
            "bad": (
                "wo bleibt mein Paket?",
                "die Rechnung ist einfach höher geworden",
                "die Karte lässt sich nicht freischalten",
            ),
        },
        "asking": {
            "good": ("schnell und freundlich geholfen", "ein Anruf und alles war gelöst"),
            "even": ("hat gedauert, aber ging",),
            "bad": (
                "der Chatbot versteht gar nichts",
                "ich musste dreimal anrufen",
                "auf meine Beschwerde kam nichts",
            ),
        },
    },
}

BROAD = {
    "discover": "buying",
    "compare": "buying",
    "store": "buying",
    "pay": "buying",
    "delivery": "owning",
    "start": "owning",
    "bill": "owning",
    "app": "owning",
    "fond": "owning",
    "bot": "asking",
    "help": "asking",
    "complaint": "asking",
}


def tone(valence: float) -> str:
    """Whether a feeling is good, bad or neither."""
    return "good" if valence >= 0.4 else "bad" if valence <= -0.4 else "even"


def pick(options: tuple[str, ...], bits: int) -> str:
    """One of the options."""
    return options[bits % len(options)]


def comment(touchpoint: str, valence: float, language: str, bits: int) -> str:
    """One comment, told by 64 random bits."""
    mood, topic = tone(valence), TOPIC_OF[touchpoint]
    said = TOPICS[language][topic if language == "en" else BROAD[topic]][mood]
    opening = pick(OPENINGS[language][mood], bits & 0xFFFF)
    middle = pick(said, (bits >> 16) & 0xFFFF)
    ending = pick(ENDINGS[language][mood], (bits >> 32) & 0xFFFF).replace(
        "{n}", str(100 + (bits >> 48) % 900)
    )
    if not opening or opening.endswith((".", "!", "?")):
        middle = middle[0].upper() + middle[1:]
    stop = (
        ""
        if middle.endswith("?")
        else pick((".", ".", "!" if mood != "even" else ".", ""), bits >> 60)
    )
    return " ".join(
        part for part in (opening, middle + (stop or "." if ending else stop), ending) if part
    )


def comments(
    touchpoints: np.ndarray, valences: np.ndarray, languages: np.ndarray, dice: Dice
) -> list[str]:
    """Comments for some events."""
    return [
        comment(*words)
        for words in zip(touchpoints, valences.tolist(), languages, dice.bits("comment").tolist())
    ]

"""Which channel a word speaks of: suggestions for people to confirm, never applied unasked."""

import re

CHANNEL_WORDS = (
    ("chatbot", "bot", "virtual assistant"),
    ("advertising", "ads", "adwords", "cpc", "ppc", "display", "paid", "banner", "affiliate"),
    (
        "social media",
        "facebook",
        "instagram",
        "twitter",
        "linkedin",
        "tiktok",
        "pinterest",
        "social",
        "xing",
    ),
    ("live chat", "chat", "whatsapp", "messenger", "intercom"),
    ("e-mail", "mail", "newsletter"),
    ("self-service", "faq", "knowledge", "help cent", "forum", "community", "portal", "ivr"),
    ("video", "youtube", "tv", "webinar"),
    ("phone", "tel", "hotline", "call", "voice"),
    ("mobile app", "app", "ios", "android", "mobile"),
    ("store", "shop", "branch", "retail", "filiale", "pos", "till"),
    ("referral", "referr", "friend", "word of mouth"),
    ("events", "event", "fair", "conference"),
    ("in person", "offline", "field", "visit", "consultant"),
    ("web", "site", "online", "desktop", "browser", "organic", "direct", "search"),
)
SHORT = 4


def suggested_channel(word: str) -> str | None:
    """The channel that a word for one speaks of; None where it speaks of none."""
    name = _plain(word)
    return next(
        (
            channel
            for channel, *words in CHANNEL_WORDS
            if any(_holds(name, one) for one in (channel, *words))
        ),
        None,
    )


def _plain(text: str) -> str:
    """Lower-case words with blanks between them: 'AddToCart' -> 'add to cart'."""
    return re.sub(r"[\W_]+", " ", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text)).lower().strip()


def _holds(name: str, word: str) -> bool:
    """A short word has to stand alone, a longer one at a word's beginning."""
    end = r"s?\b" if len(word) <= SHORT else ""
    return bool(re.search(rf"\b{re.escape(word)}{end}", name))

"""Quotes do not tell who wrote them, as far as a pattern can see."""

import pytest

from journey.model.redaction import redacted


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Write to jane.doe+x@mail.example.com now", "Write to [e-mail] now"),
        ("call +49 (0)171 123-4567 please", "call [number] please"),
        ("my card 4111 1111 1111 1111 failed", "my card [number] failed"),
        ("see https://x.example/a?b=1 and www.y.example", "see [link] and [link]"),
        ("IBAN DE89 3704 0044 0532 0130 00 was charged", "IBAN [account] was charged"),
        ("My name is Maria Sanchez and I wait", "My name is [name] and I wait"),
        ("Herr Müller war nett", "Herr [name] war nett"),
        ("thanks @support_tom", "thanks [name]"),
        (
            "waited 45 minutes on 3 May 2025, 19.99 paid",
            "waited 45 minutes on 3 May 2025, 19.99 paid",
        ),
        ("two\n lines", "two lines"),
    ],
)
def test_redacted(written, shown):
    assert redacted(written) == shown

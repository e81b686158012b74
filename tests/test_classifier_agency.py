"""What a client says of a payment to the agency, for the internal note."""

import pytest

from classifier.agency import details


def _of(text: str) -> dict[str, str | None]:
    return details(text, (0, len(text))).model_dump()


@pytest.mark.parametrize(
    ("text", "amount", "paid_on", "method", "reference"),
    [
        (
            "I paid TrueAccord $412.50 on June 12 by debit card, confirmation number TA-88213.",
            "$412.50", "June 12", "debit card", "TA-88213",
        ),
        ("Paid the collectors 264 USD last Friday via PayPal", "264 USD", "last Friday", "PayPal", None),
        ("Le pagué a TrueAccord 214 dólares ayer con transferencia", "214 dólares", "ayer", "wire transfer", None),
        ("Settled with them over the phone on 30/10, ref 77120", None, "30/10", "by phone", "77120"),
        ("Already paid them.", None, None, None, None),
    ],
)  # fmt: skip
def test_details(
    text: str, amount: str | None, paid_on: str | None, method: str | None, reference: str | None
) -> None:
    assert _of(text) == {
        "amount": amount, "paid_on": paid_on, "method": method, "reference": reference
    }  # fmt: skip


def test_the_claim_comes_before_the_words_around_it() -> None:
    text = "You ask for $900. I paid the agency $300 on Monday. Nothing else."
    start = text.index("I paid")
    found = details(text, (start, text.index(" Nothing")))
    assert (found.amount, found.paid_on) == ("$300", "Monday")

"""The shipped model: never raises, explains itself, and does not read what others wrote."""

import shutil
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from classifier.artefact import ArtefactError
from classifier.baseline import MODEL, NETWORK, Baseline, load
from classifier.classification import LABELS, OTHER
from classifier.reply import Reply
from classifier.robustness import QUOTES


@pytest.fixture(scope="module", params=[True, False], ids=["network", "n-grams alone"])
def baseline(request: pytest.FixtureRequest) -> Baseline:
    return load(network=request.param)


def _one(baseline: Baseline, body: str, subject: str = "Re: Your account is past due"):  # type: ignore[no-untyped-def]
    (found,) = baseline.classify([Reply(id="r1", subject=subject, body=body)])
    return found


@pytest.mark.parametrize(
    ("body", "primary"),
    [
        ("What is this charge for and who is the freelancer?", "balance_inquiry"),
        ("I need until the 15th, then I will pay it all. Please don't send it to collections.", "extension_request"),
        ("The developer never delivered the app and I refuse to pay for it.", "freelancer_dispute"),
        ("Could I pay $100 a month until it is paid off?", "payment_plan_request"),
        ("I already paid TrueAccord in full last Tuesday by card.", "agency_payment_claim"),
        ("I am out of the office until Monday with no access to email.", OTHER),
        ("¿Puedo pagarlo en cuotas de 50 dólares al mes?", "payment_plan_request"),
        ("Ich habe das schon an TrueAccord bezahlt, am 3. Oktober per Karte.", "agency_payment_claim"),
    ],
)  # fmt: skip
def test_plain_replies(baseline: Baseline, body: str, primary: str) -> None:
    found = _one(baseline, body)
    assert found.primary == primary
    assert set(found.probabilities) == set(LABELS)
    assert all(0 <= p <= 1 for p in found.probabilities.values())
    if primary == OTHER:
        assert found.evidence == ()
    else:
        assert {e.scenario for e in found.evidence} == set(found.scenarios)
        assert all(body[e.start : e.end].strip() for e in found.evidence)


@pytest.mark.parametrize(
    "body",
    [
        "",
        "   \n",
        "😀😀",
        "> On Monday you wrote:\n> You owe $20",
        "...",
        "???",
        "\u200b\u202e",
        "👍",
    ],
)
def test_nothing_said_abstains_with_a_reason(baseline: Baseline, body: str) -> None:
    found = _one(baseline, body)
    assert found.abstained
    assert found.confidence == "low"
    assert found.abstain_reasons[0].endswith(".")


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(body=st.text(max_size=400), subject=st.text(max_size=80))
def test_never_raises(baseline: Baseline, body: str, subject: str) -> None:
    found = _one(baseline, body, subject)
    assert found.primary in found.scenarios
    assert all(0 <= e.start < e.end <= len(body) for e in found.evidence)


@pytest.mark.parametrize(
    "body",
    [
        "please wait until friday " * 4000,
        "\ud800 pay later \udfff",
        "<p>Can I pay <b>in two parts</b>?</p><script>alert(1)</script>",
        "=HYPERLINK(\"x\") {{ balance }} can I pay monthly?",
        "你好" * 20000,
    ],
    ids=["100 KB", "surrogates", "html", "payloads", "chinese"],
)  # fmt: skip
def test_odd_bodies(baseline: Baseline, body: str) -> None:
    assert _one(baseline, body).scenarios


@pytest.mark.parametrize("quote", QUOTES)
def test_the_quoted_email_changes_nothing(baseline: Baseline, quote: str) -> None:
    body = "The designer copied the logo, I am not paying for that."
    plain, quoted = _one(baseline, body), _one(baseline, body + QUOTES[quote])
    assert plain.scenarios == quoted.scenarios == ("freelancer_dispute",)
    assert plain.probabilities == pytest.approx(quoted.probabilities, abs=1e-3)


def test_company_does_not_change_an_answer(baseline: Baseline) -> None:
    replies = [
        Reply(id=str(i), body=body)
        for i, body in enumerate(["who is this", "", "can i pay monthly", "paid trueaccord"])
    ]
    together = baseline.classify(replies)
    alone = [baseline.classify([reply])[0] for reply in replies]
    for a, b in zip(together, alone, strict=True):
        assert (a.id, a.scenarios, a.confidence) == (b.id, b.scenarios, b.confidence)
    assert baseline.classify([]) == []


def test_agency_details_and_facts_are_filled() -> None:
    body = "I paid TrueAccord $412.50 on June 12 by debit card, reference TA-88213."
    found = _one(load(), body)
    assert found.agency_payment.amount == "$412.50"
    assert found.agency_payment.reference == "TA-88213"
    assert found.facts.language == "en"
    assert found.model_version.startswith("baseline-")


def test_the_row_is_the_contract() -> None:
    row = _one(load(), "who is this?").row()
    assert list(row) == [
        "id", "scenarios", "primary", "probabilities", "confidence", "abstained",
        "abstain_reasons", "facts", "evidence", "source",
    ]  # fmt: skip


def test_the_artefacts_are_small() -> None:
    folder = MODEL.parent
    assert MODEL.stat().st_size <= 8e6
    tuned = [folder / NETWORK, folder / "wordpieces.model"]
    assert sum(path.stat().st_size for path in tuned) <= 25e6
    others = set(folder.glob("*.model")) - {MODEL, *tuned}
    assert [p.name for p in others] == ["guard.model"]
    assert (folder / "guard.model").stat().st_size <= 25e6


def test_a_network_of_another_training_is_refused(tmp_path: Path) -> None:
    from classifier.artefact import load as load_file
    from classifier.artefact import save
    from classifier.tuned import KIND, VERSION

    for name in (MODEL.name, "wordpieces.model"):
        shutil.copy(MODEL.with_name(name), tmp_path)
    file = load_file(MODEL.with_name(NETWORK), kind=KIND, version=VERSION)
    other = {**file.arrays, "positions": file.arrays["positions"] + np.float16(1)}
    save(tmp_path / NETWORK, kind=KIND, version=VERSION, arrays=other, meta=file.meta)
    with pytest.raises(ArtefactError, match="another training"):
        load(tmp_path / MODEL.name)
    assert load(tmp_path / MODEL.name, network=False).network is None


def test_a_damaged_model_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "baseline.model"
    with pytest.raises(ArtefactError, match="no such"):
        load(path)
    path.write_bytes(MODEL.read_bytes()[:-200])
    with pytest.raises(ArtefactError, match="arrears train"):
        load(path)

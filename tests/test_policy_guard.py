"""The guard by rules alone: both sides of each edge, spans, obfuscation, failing closed."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policy.account import Account
from policy.guard import KINDS, GuardUnavailable, check
from policy.guard.sentences import sentences
from policy.guard.text import fold
from policy.law import load_law
from policy.model import Citation, Decision, Route
from policy.verify.states import ON, account

ACCOUNT = account("in collections", "fixed", "none")
VERIFIED = account("in collections", "fixed", "verified")


def decision(**changes) -> Decision:
    base = {
        "handling": "draft",
        "route": Route(group="Collections"),
        "citations": (Citation(clause="COL-0", because="test"),),
        "on": ON,
        "policy_version": "test",
    }
    return Decision.model_validate(base | changes)


def kinds(text: str, held: Account | None = ACCOUNT, said: Decision | None = None) -> set[str]:
    return {v.kind for v in check(text, held, said)}


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("plan_offer", "We can certainly split this balance for you."),
        ("plan_offer", "There is no plan, but you may pay in two parts."),
        ("plan_offer", "Puede pagar en dos partes."),
        ("plan_offer", "Vous pouvez payer en trois fois."),
        ("plan_offer", "Sie können in zwei Raten zahlen."),
        ("plan_offer", "Você pode pagar em duas parcelas."),
        ("extension_grant", "We have extended your deadline."),
        ("collections_hold", "TrueAccord has been put on hold."),
        ("collections_hold", "A hold-off period of some days is open to you."),
        ("dispute_open", "I have opened a dispute for the milestone."),
        ("refund_promise", "We will refund the milestone."),
        ("agency_payment_confirmed", "I've noted your payment with the agency, so you're all set."),
        ("reinstatement_promise", "I will restore your account today."),
        ("legal_advice_or_threat", "If you do not pay, we will see you in court."),
        ("internal_leak", "{{client_name}}, hello."),
        ("internal_leak", "Tagged collections__payment_plan_request."),
        ("internal_leak", "Clause COL-4 applies."),
        ("internal_leak", "As an AI, I cannot say."),
        ("settlement_discount", "We can waive the fee."),
        ("blame_or_rude", "This is your own fault."),
    ],
)
def test_says_what_must_not_be_said(kind, text):
    assert kind in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "We are not able to set up a payment plan.",
        "You asked whether we can split the balance.",
        "Payment Operations will review the details.",
        "Released payments cannot be disputed, so the charge stands.",
        "Once the balance is paid in full, the account resumes by itself.",
        "No podemos dividir el saldo en cuotas.",
        "Nous ne pouvons pas échelonner le paiement.",
        "Wir können keine Ratenzahlung einrichten.",
        "Não podemos parcelar o saldo.",
        "Toca pagar todo junto.",
        "",
        "🙂🙂",
    ],
)
def test_lets_a_refusal_pass(text):
    assert kinds(text) == set()


def test_a_granted_extension_may_be_said_in_the_macros_words_and_nowhere_else():
    macro = (
        "We have verified your wire receipt for $1,240.50, sent on November 22, 2026, and have extended "
        "the time to pay while these funds are on their way."
    )
    granted = decision(
        macros=("extension-receipt-verified",), granted=("extension_grant", "collections_hold")
    )
    assert "extension_grant" in kinds(macro, VERIFIED)
    assert kinds(macro, VERIFIED, granted) == set()
    assert "extension_grant" in kinds(
        f"{macro} We have extended your deadline again.", VERIFIED, granted
    )
    assert "plan_offer" in kinds(f"{macro} We can split the balance.", VERIFIED, granted)


def test_words_and_route_agree():
    text = "I have passed your message to Payment Operations."
    assert kinds(text) == set()
    assert kinds(text, said=decision()) == {"agency_payment_confirmed"}
    assert kinds(text, said=decision(route=Route(group="Payment Operations"))) == set()


@pytest.mark.parametrize(
    "hidden",
    [
        "We can cert\u200bainly sp\u200dlit this bal\u00adance for you.",
        "We can certainly ｓｐｌｉｔ this balance for you.",
        "We can certainly sрlit this bаlance for you.",
        "We can certainly <b>spl</b>it this bal<!-- x -->ance for you.",
        "We can certainly spl&#105;t this balance for you.",
        "We can certainly s p l i t this balance for you.",
        "We can certainly spl1t this b4lance for you.",
        "We can certainly\nsplit this balance for you.",
        "WE CAN CERTAINLY SPLIT THIS BALANCE FOR YOU.",
        "We can certaınly splıt this balance for you.",
        "WE CAN CERTAİNLY SPLİT THİS BALANCE FOR YOU.",
    ],
)
def test_disguise_does_not_hide_it(hidden):
    found = [v for v in check(hidden, ACCOUNT) if v.kind == "plan_offer"]
    assert found
    assert hidden[found[0].start : found[0].end].strip()


def test_the_model_is_asked_and_trusted_in_nothing():
    def objects(sentences):
        return [{"refund_promise": 0.9 if "butterfly" in s else 0.1} for s in sentences]

    text = "Thank you.\n\nYour butterfly is coming home."
    (found,) = check(text, ACCOUNT, sentence_model=objects)
    assert (found.kind, text[found.start : found.end]) == (
        "refund_promise",
        "Your butterfly is coming home.",
    )
    for nonsense in (
        lambda s: [],
        lambda s: [{"refund_promise": float("nan")}] * len(s),
        lambda s: [{"refund_promise": 7}] * len(s),
        lambda s: [{"no_such_kind": 0.1}] * len(s),
        lambda s: None,
        lambda s: 1 / 0,
    ):
        with pytest.raises(GuardUnavailable):
            check(text, ACCOUNT, sentence_model=nonsense)


@pytest.mark.parametrize(("score", "stands"), [(0.001, False), (0.02, True), (0.3, True)])
def test_a_rules_find_stands_unless_the_model_is_all_but_sure(score, stands):
    text = "Could we split the balance? We can split the balance, yes."
    found = check(text, ACCOUNT, sentence_model=lambda s: [{"plan_offer": score} for _ in s])
    assert bool(found) is stands


def sure_of(*harmless):
    """A model that finds nothing, of these kinds."""
    return lambda sentences: [dict.fromkeys(harmless, 0.001) for _ in sentences]


@pytest.mark.parametrize(("kind", "stands"), [("plan_offer", False), ("refund_promise", True)])
def test_a_model_overrules_only_the_kinds_that_it_scores(kind, stands):
    text = "We can split the balance, yes."
    assert bool(check(text, ACCOUNT, sentence_model=sure_of(kind))) is stands
    assert check(text, ACCOUNT, sentence_model=sure_of())


def test_a_kind_that_another_window_lacks_is_not_overruled():
    def half(sentences):
        return [{"plan_offer" if "Thank" in s else "refund_promise": 0.001} for s in sentences]

    text = "Thank you. Hello there. We can split the balance. Good night."
    assert [v.kind for v in check(text, ACCOUNT, sentence_model=half)] == ["plan_offer"]


@pytest.mark.parametrize(
    "text", ["{{client_name}}, hello.", "Tagged collections__plan_request.", "COL-4 applies."]
)
def test_no_model_overrules_debris_tags_and_clauses(text):
    found = check(text, ACCOUNT, sentence_model=sure_of(*KINDS))
    assert "internal_leak" in {v.kind for v in found}


@pytest.mark.parametrize("text", ["This is your own fault.", "Our handbook tells more."])
def test_a_model_may_overrule_every_other_rule(text):
    assert check(text, ACCOUNT)
    assert check(text, ACCOUNT, sentence_model=sure_of(*KINDS)) == ()


def test_what_was_judged_for_one_account_does_not_excuse_anothers_words():
    def objects(sentences):
        return [{"plan_offer": 0.9} for _ in sentences]

    macro = load_law().macros["en"]["no-payment-plan"].body
    said = (macro[piece.start : piece.end] for piece in sentences(macro))
    own = next(text for text in said if "{" not in text and len(text.split()) > 5)
    word = max(own.strip(".").split(), key=len)
    other = "x" * len(word)
    assert (
        check(own, ACCOUNT.model_copy(update={"client_name": word}), sentence_model=objects) == ()
    )
    held = ACCOUNT.model_copy(update={"client_name": other})
    assert check(own.replace(word, other), held, sentence_model=objects)


def test_the_sentence_that_speaks_loudest_is_named():
    def objects(sentences):
        return [{"plan_offer": 0.9 if "moon" in s else 0.2} for s in sentences]

    text = "Thank you. The moon is yours. Good night."
    (found,) = check(text, ACCOUNT, sentence_model=objects)
    assert text[found.start : found.end] == "The moon is yours."


def test_the_model_is_not_asked_about_policys_own_words():
    asked: list[str] = []

    def remembers(sentences):
        asked.extend(sentences)
        return [{"plan_offer": 0.1} for _ in sentences]

    macro = load_law().macros["en"]["no-payment-plan"]
    own = next(
        text
        for piece in sentences(macro.body)
        if "{" not in (text := macro.body[piece.start : piece.end]) and len(text.split()) > 5
    )
    check(own, ACCOUNT, sentence_model=remembers)
    assert asked == []
    check(f"{own} And the moon is yours.", ACCOUNT, sentence_model=remembers)
    assert any("moon" in words for words in asked)


def test_too_long_a_text_is_a_violation():
    assert check("a " * 10_000, ACCOUNT) == ()
    (found,) = check("a " * 10_000 + "b", ACCOUNT)
    assert (found.kind, found.start, found.end) == ("internal_leak", 0, 20_001)
    assert "20,000" in found.reason


@pytest.mark.parametrize(
    "filler",
    ["a b ", "$1 ", "we can ", "<b>", "&amp;", "A. ", "1.1.", "\n", "“", "12 days ", "5 \n"],
)
def test_long_texts_take_linear_time(filler):
    """A text five times as long may take eight times as long; quadratic time would take 25 times."""

    def seconds(length: int) -> float:
        begin = time.process_time()
        check((filler * length)[:length], ACCOUNT)
        return time.process_time() - begin

    assert seconds(20_000) <= 8 * seconds(4_000) + 2  # seconds of slack for a busy machine


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200) | st.text("we can split $1,0<b>&;{}\n\u200bаD. ear#", max_size=120))
def test_never_raises_and_spans_lie_inside(text):
    for held in (ACCOUNT, None):
        for v in check(text, held):
            assert v.kind in KINDS
            assert 0 <= v.start < v.end <= len(text)
            assert v.reason
    folded = fold(text)
    assert len(folded.text) == len(folded.starts) == len(folded.ends)

"""Matters that go to a person, and how: taken over (nothing is composed) or looked at before approval."""

from policy.model import Sensitive

# COL-* do not cover these, and a canned reply could do harm: nothing is composed.
TAKEN_OVER = frozenset(
    {
        Sensitive.LEGAL_THREAT,
        Sensitive.ATTORNEY,
        Sensitive.BANKRUPTCY,
        Sensitive.UNAUTHORIZED,
        Sensitive.CEASE_CONTACT,
        Sensitive.REGULATOR,
        Sensitive.CHARGEBACK,
        Sensitive.SELF_HARM,
        Sensitive.VIOLENCE,
    }
)
# The clauses still answer the request, yet a person should read the reply before anything is approved.
LOOKED_AT = frozenset(Sensitive) - TAKEN_OVER

PLAIN = {
    Sensitive.LEGAL_THREAT: "the client threatens legal action",
    Sensitive.ATTORNEY: "the client is represented by a lawyer",
    Sensitive.BANKRUPTCY: "the client speaks of bankruptcy or insolvency",
    Sensitive.UNAUTHORIZED: "the client says the charge was not authorised",
    Sensitive.CEASE_CONTACT: "the client asks not to be contacted about the debt",
    Sensitive.REGULATOR: "the client speaks of a regulator or consumer body",
    Sensitive.CHARGEBACK: "the client speaks of a chargeback",
    Sensitive.HARDSHIP: "the client tells of illness, loss or another hardship",
    Sensitive.SELF_HARM: "the client may be at risk of self-harm",
    Sensitive.VIOLENCE: "the client threatens violence",
    Sensitive.ABUSIVE: "the reply is abusive",
}

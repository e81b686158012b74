"""COL-2: the client wants more time."""

from policy.account import ReceiptStatus
from policy.model import Citation, Scenario
from policy.rules.base import Case, Finding, rule


@rule(Scenario.EXTENSION, cites=("COL-2", "UBO-1", "UBO-2"))
def extension(case: Case) -> Finding:
    """No extension without a wire receipt; one that arrives is verified by a person; a verified one extends."""
    law = Citation(
        clause="COL-2",
        because="The client asks for more time.",
    )
    proof = Citation(
        clause="UBO-2",
        because="A receipt counts only with bank details, covering amount and date sent.",
    )
    match case.receipt:
        case ReceiptStatus.VERIFIED:
            return Finding(
                macros=("extension-receipt-verified",),
                citations=(law, proof),
                granted=("extension_grant", "collections_hold"),
                tags=("collections_receipt__verified",),
                note=(f"Wire receipt verified by {case.account.receipt.verified_by}.",),
                settles=True,
            )
        case ReceiptStatus.ATTACHED:
            return Finding(
                macros=("extension-receipt-received",),
                citations=(law, proof),
                checks=(
                    "Verify the wire receipt: bank details, amount that covers the balance, date sent.",
                ),
                tags=("collections_receipt__verify",),
                note=("A wire receipt waits to be verified; no extension before that.",),
                settles=True,
            )
        case _:
            urgent = Citation(
                clause="UBO-1", because="A transfer is for clients who cannot add a billing method."
            )
            return Finding(macros=("extension-no-receipt",), citations=(law, proof, urgent))

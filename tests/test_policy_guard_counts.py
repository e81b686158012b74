"""How many invoices a text may say there are."""

import pytest

from tests.test_policy_guard_facts import ACCOUNT, MANY, TWO, strange


@pytest.mark.parametrize(
    ("held", "text"),
    [(MANY, "Your balance of £1,516.45 comes from three invoices."),
     (MANY, "There are 3 unpaid invoices on your account."),
     (MANY, "Su saldo se compone de tres facturas pendientes."),
     (MANY, "Votre solde se compose de trois factures impayées."),
     (MANY, "Ihr Saldo setzt sich aus drei überfälligen Rechnungen zusammen."),
     (MANY, "Há três faturas em aberto."), (ACCOUNT, "You have one invoice."),
     (ACCOUNT, "There is only one unpaid invoice on your account."),
     (ACCOUNT, "I am attaching an invoice; una factura, une facture, eine Rechnung, uma fatura."),
     (TWO, "Both invoices are overdue."), (TWO, "Beide Rechnungen sind offen.")],
)  # fmt: skip
def test_the_number_of_invoices_may_be_said(held, text):
    assert strange(text, held) == []


@pytest.mark.parametrize(
    ("held", "text", "words"),
    [(MANY, "Your balance comes from four invoices.", "four invoices"),
     (MANY, "There are 2 unpaid invoices on your account.", "2 unpaid invoices"),
     (MANY, "Su saldo se compone de cinco facturas.", "cinco facturas"),
     (MANY, "Il y a deux factures impayées.", "deux factures"),
     (MANY, "Der Betrag setzt sich aus sechs Rechnungen zusammen.", "sechs Rechnungen"),
     (MANY, "O saldo vem de apenas duas faturas.", "duas faturas"),
     (MANY, "You have only one invoice.", "only one invoice"),
     (MANY, "The total of the two invoices is £1,516.45.", "two invoices"),
     (ACCOUNT, "Both invoices are overdue.", "Both invoices"),
     (ACCOUNT, "Die beiden Rechnungen sind offen.", "beiden Rechnungen"),
     (None, "The total covers three invoices.", "three invoices")],
)  # fmt: skip
def test_another_number_of_invoices_may_not(held, text, words):
    assert strange(text, held) == [words]


@pytest.mark.parametrize(
    "text",
    ["Another five invoices were paid in August.", "You have paid six invoices with us before.",
     "Cinq factures ont déjà été payées.", "More than ten invoices cannot be shown here.",
     "If five invoices are open, they are charged together.",
     "One or two invoices of that month may be missing, or four or five invoices.",
     "Once invoices are overdue for more than 30 days, the account goes to collections.",
     "Connor has two invoices.", "You have two invoices for fixed-price work.",
     "The larger of the two invoices is the older one.", "Two invoices fell due on the same day.",
     "You wrote of four invoice numbers."],
)  # fmt: skip
def test_numbers_of_some_or_of_other_invoices_are_not_judged(text):
    assert strange(text, MANY) == []

"""Words that are capitalised without being anyone or any title: the site's own words, brands, places, forms of
address, grammar."""

from __future__ import annotations

from policy.guard.text import plain

COMMON = frozenset(
    plain("""payment operations billing methods method support pay now trueaccord true accord paypal visa mastercard
    american express amex upwork settings reports transaction history urgent options balance details help
    center centre team teams customer client clients clientes cliente kunde kundin kunden sir madam everyone
    all again there friend friends colleague colleagues partner valued ach wire utc usd eur gbp swift iban
    pdf id faq monday tuesday wednesday thursday friday saturday sunday january february march april may
    june july august september october november december lunes martes montag dienstag mittwoch donnerstag
    freitag samstag sonntag januar februar mai juni juli oktober dezember märz english spanish french german
    portuguese inglés español francés alemán deutsch englisch english the this that these those here there
    when while once please thank thanks your you our we it in on at for if as to and or but no not yes until
    after before hi hello dear hey good morning kind best regards sincerely once also then since so all any
    each every what which who how why where operaciones pago pagos métodos facturación zahlungsabteilung
    zahlungsarten jetzt bezahlen soporte opérations paiement paiements operações pagamento account konto
    cuenta compte conta invoice rechnung factura facture fatura señor señora senhor senhora herr frau
    monsieur madame mr mrs ms zoom google apple bank chase wells fargo stripe zendesk slack discover wise
    revolut payoneer collection collections agency dispute specialist department accounts receivable
    accounting finance trust safety legal tag abend guten bonjour bonsoir hola buenos buenas ola bom dia boa tarde
    noite dear estimado estimada""").split()
)

"""The lead's figures and exports, on SQLite and on a real PostgreSQL."""

from __future__ import annotations

from desk_double import Double
from desk_kit import ANA, BO, LEA, Clock, drafted

from classifier.classification import Opinion
from desk import cases, claims, editing, verdicts
from desk.context import Desk
from desk.opinions import apply
from desk.pages import catches, exports, flow, labelled, plots, rates
from desk.pages.span import span
from desk.tables import opinions

pytest_plugins = ["desk_kit"]
DAY = 86_400
BARRED = "The balance is now $99,999.00."


def test_days_waits_and_rates(desk: Desk, clock: Clock) -> None:
    clean, edited, other, spam = (drafted(desk, f"m-{n}").id for n in range(4))
    old = drafted(desk, "m-old")
    clock.pass_(DAY)
    verdicts.approve(desk, clean, ANA)
    case = editing.edit(desk, edited, ANA, "Please pay the balance.")
    verdicts.approve(desk, edited, ANA, version=case.version)
    editing.relabel(desk, other, BO, ["extension_request"])
    verdicts.approve(desk, other, BO)
    verdicts.reject(desk, spam, BO, "spam")
    clock.pass_(3 * DAY)
    chosen = span(7, clock())

    counted = {d.date: (d.accepted, d.approved, d.rejected) for d in flow.throughput(desk, chosen)}
    assert len(counted) == 7
    assert (counted["2026-11-22"], counted["2026-11-23"]) == ((5, 0, 0), (0, 3, 1))
    assert [w.count for w in flow.waiting(desk, clock())] == [0, 0, 1, 0]
    assert old.state == "waiting"

    (rate,) = rates.by_scenario(rates.decided(desk, chosen))
    assert rate.name == "payment_plan_request"  # what the machine read, also where relabelled
    counts = (rate.decided, rate.clean, rate.edited, rate.relabelled, rate.rejected)
    assert counts == (4, 1, 1, 1, 1)
    macros = {r.name: r.decided for r in rates.by_macro(rates.decided(desk, chosen))}
    assert macros["no-payment-plan"] == 2
    assert "greeting" not in macros

    lines = list(exports._decided(desk, chosen))
    assert sorted(line[10] for line in lines) == ["approved"] * 3 + ["rejected"]
    assert len(list(labelled.rows(desk, chosen))) == 1
    assert not list(labelled.rows(desk, span(7, clock.at.replace(year=2027))))


def test_catches_and_readings_that_differ(desk: Desk, clock: Clock) -> None:
    bad, torn = drafted(desk, "m-1"), drafted(desk, "m-2")
    editing.edit(desk, bad.id, ANA, BARRED)
    claims.release(desk, bad.id, ANA)
    verdicts.approve(desk, bad.id, LEA, override="agreed")
    (said,) = Double().classify([cases.reply(desk, torn.id)])
    two = tuple(
        Opinion(source=source, scenarios=labels, primary=labels[0], model="x")
        for source, labels in (("baseline", said.scenarios), ("llm", ("extension_request",)))
    )
    _pending(desk, torn.seq)
    apply(desk, torn.seq, said.model_copy(update={"opinions": two}).model_dump_json())
    chosen = span(7, clock())
    assert [(c.kind, c.found, c.overridden) for c in catches.caught(desk, chosen)] == [
        ("unsupported_fact", 1, 1)
    ]
    (pair,) = catches.opinions(desk, chosen)
    assert (pair.first, pair.second) == (("payment_plan_request",), ("extension_request",))
    assert catches.corrections(desk, chosen) == []


def _pending(desk: Desk, seq: int) -> None:
    row = {"case_seq": seq, "state": "pending", "made_at": desk.now(), "attempts": 0}
    with desk.db.write() as tx:
        tx.execute(opinions.insert(), row)


def test_a_plot_keeps_its_bars_inside_and_its_lines_round() -> None:
    days = [flow.Day(f"2026-11-{n:02}", n * 37, n * 20, n) for n in range(1, 31)]
    plot = plots.days(days)
    assert all(b.y >= 0 and b.y + b.height <= plots.HEIGHT for b in plot.bars)
    assert all(b.x >= plots.LEFT and b.x + b.width <= plots.WIDTH for b in plot.bars)
    assert [t.text for t in plot.rows] == ["0", "500", "1000", "1500"]
    assert plots.days([]).bars == ()

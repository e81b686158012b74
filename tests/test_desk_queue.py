"""The queue: its order, filters, search, pages and counts."""

from __future__ import annotations

from desk_kit import ANA, drafted, refused

from desk import claims, queue
from desk.context import Desk
from desk.states import State

pytest_plugins = ["desk_kit"]


def test_the_queue_filters_searches_and_pages(desk: Desk) -> None:
    for n in range(7):
        drafted(desk, f"plan-{n}", f"could I pay in instalments, please? number{n}")
    sensitive = drafted(desk, "s", "bad work, my lawyer will write; grüße aus köln")
    unsure = drafted(desk, "u", "maybe more time")
    first = queue.page(desk, queue.Filter(limit=4))
    assert first.items[0].id == sensitive.id
    assert first.next is not None
    rest = queue.page(desk, queue.Filter(limit=100, cursor=first.next))
    assert rest.next is None
    names = [case.message_id for case in (*first.items, *rest.items)]
    assert names == ["s", *(f"plan-{n}" for n in range(7)), "u"]

    def found(**wanted: object) -> list[str]:
        return [c.message_id for c in queue.page(desk, queue.Filter(**wanted)).items]  # type: ignore[arg-type]

    assert found(scenario="freelancer_dispute") == ["s"]
    assert found(confidence="medium") == [unsure.message_id]
    assert found(needs_person=True) == ["s"]
    assert found(text="NUMBER3") == ["plan-3"]
    assert found(text="lawy köl") == ["s"]
    assert found(text="jordan instal") == [f"plan-{n}" for n in range(7)]
    assert found(text='"; -- %') == []
    assert found(text="a' OR 1=1") == []
    assert found(states=(State.APPROVED,)) == []
    claims.claim(desk, unsure.id, ANA)
    assert found(mine="ana") == ["u"]
    assert found(states=(State.WAITING,))[-1] == "plan-6"
    assert queue.counts(desk)[State.WAITING] == 8
    assert queue.open_counts(desk, "ana")["mine"] == 1
    for cursor in ("x", "MS4y!", "LTEuMg", "OTk5OTk5OTk5OTk5LjE"):
        with refused(404, "not-found"):
            queue.page(desk, queue.Filter(cursor=cursor))

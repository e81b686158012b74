"""Schemathesis against the application in this process: nothing that it sends breaks the contract."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import schemathesis
from desk_double import Double
from desk_kit import KEY, settings
from fastapi import FastAPI
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode

from desk.app import create_app


def application(folder: Path) -> FastAPI:
    return create_app(
        settings(f"sqlite:///{folder}/desk.db", rate=1e6, rate_burst=10**6, max_wait=0.05),
        classifier=Double(),
        pages=False,
        durable=False,
    )


@pytest.fixture(scope="module")
def contract(tmp_path_factory: pytest.TempPathFactory) -> Iterator[schemathesis.BaseSchema]:
    app = application(tmp_path_factory.mktemp("openapi"))
    with TestClient(app):
        yield schemathesis.openapi.from_asgi("/openapi.json", app)


OPERATIONS = [
    "POST /v1/drafts",
    "GET /v1/drafts/{case_id}",
    "GET /v1/drafts/{case_id}/audit",
    *(
        f"POST /v1/drafts/{{case_id}}/{action}"
        for action in (
            "claim", "release", "approve", "edit", "relabel", "reject",
            "undo", "handover", "reopen", "redeliver",
        )
    ),
    "GET /v1/queue",
    "POST /v1/classify",
    "POST /v1/guard",
    "GET /v1/policy",
    "PUT /v1/accounts/{client_id}",
    "GET /v1/accounts/{client_id}",
    "POST /v1/webhooks/zendesk",
    "GET /healthz",
    "GET /readyz",
    "GET /metrics",
]  # fmt: skip

# JSON schema cannot say "at most 14 digits" of an account's amounts; the API holds them to it.
WITH_ACCOUNT = ("POST /v1/drafts", "POST /v1/guard")
schemathesis.checks.load_all_checks()
acceptance = schemathesis.checks.CHECKS.get_one("positive_data_acceptance")
# Every case is sent with a valid key, so one that is wrong by its missing header alone is rightly accepted.
rejection = schemathesis.checks.CHECKS.get_one("negative_data_rejection")


def test_every_operation_is_tried(contract: schemathesis.BaseSchema) -> None:
    found = [operation.ok().label for operation in contract.get_all_operations()]
    assert sorted(found) == sorted(OPERATIONS)


@pytest.mark.parametrize("mode", list(GenerationMode))
@pytest.mark.parametrize("label", OPERATIONS)
def test_an_operation_keeps_its_contract(
    contract: schemathesis.BaseSchema, label: str, mode: GenerationMode
) -> None:
    method, path = label.split(" ")
    try:
        cases = contract[path][method].as_strategy(generation_mode=mode)
        lenient = "account" in label or label in WITH_ACCOUNT
        _try(cases, [rejection, *([acceptance] if lenient else [])])
    except Unsatisfiable:
        pytest.skip("nothing of this kind can be made")


def _try(cases, without: list[object]) -> None:  # type: ignore[no-untyped-def]
    @hypothesis_settings(
        max_examples=10,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=cases)
    def one(case: schemathesis.Case) -> None:
        head = {"Authorization": f"Bearer {KEY}"}
        case.call_and_validate(headers=head, excluded_checks=without)

    one()

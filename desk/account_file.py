"""Reads accounts from a billing export: JSON Lines (one account a line) or CSV (one invoice a line).

A CSV repeats the account's own columns on each of its invoices' lines; columns are `client_id,
client_name, currency, balance, suspended` and `invoice_number, freelancer, contract, contract_type, kind,
amount, due_date, released`. Empty cells are unknown, never zero.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from pydantic import ValidationError

from desk.row import RowError
from policy.account import Account

MAX_LINE = 1_000_000  # bytes; an account with its 200 invoices is about 60 kB
ACCOUNT = ("client_id", "client_name", "currency", "balance", "suspended")
INVOICE = ("freelancer", "contract", "contract_type", "kind", "amount", "due_date", "released")


def read_accounts(stream: BinaryIO, name: str = "") -> Iterator[Account | RowError]:
    """Each account of the file, in order; a faulty line becomes a `RowError` and the rest goes on."""
    if name.lower().endswith(".csv"):
        yield from _csv(stream)
    else:
        yield from _json_lines(stream)


def _json_lines(stream: BinaryIO) -> Iterator[Account | RowError]:
    number = 0
    while line := stream.readline(MAX_LINE + 1):
        number += 1
        if len(line) > MAX_LINE:
            while line and not line.endswith(b"\n"):
                line = stream.readline(MAX_LINE)
            yield RowError(number, None, "line", f"the line is longer than {MAX_LINE:,} bytes")
        elif line.strip():
            try:
                data = json.loads(line)
            except (ValueError, RecursionError):
                yield RowError(number, None, "line", "not JSON in UTF-8")
                continue
            yield _account(data, number)


def _csv(stream: BinaryIO) -> Iterator[Account | RowError]:
    text = io.TextIOWrapper(stream, "utf-8-sig", errors="replace", newline="")
    reader = csv.DictReader(text, strict=True)  # else an open quote swallows the lines after it
    try:
        named = reader.fieldnames or ()
    except csv.Error as error:
        yield RowError(1, None, "header", f"not CSV: {error}")
        return
    unknown = set(named) - {*ACCOUNT, *INVOICE, "invoice_number"}
    if "client_id" not in named or unknown:
        reason = (
            f"unknown columns: {', '.join(sorted(unknown))}"
            if unknown
            else "there is no client_id column"
        )
        yield RowError(1, None, "header", reason)
        return
    gathered: dict[str, tuple[int, dict[str, Any]]] = {}
    refused: set[str] = set()
    for row in _read(reader):
        if isinstance(row, RowError):
            yield row
            continue
        cells = {k: v.strip() for k, v in row.items() if k and isinstance(v, str) and v.strip()}
        if None in row or not cells.get("client_id"):
            fault = "more cells than columns" if None in row else "empty"
            yield RowError(reader.line_num, None, "client_id", fault)
            continue
        own = {k: cells[k] for k in ACCOUNT if k in cells}
        first, account = gathered.setdefault(
            cells["client_id"], (reader.line_num, {**own, "invoices": []})
        )
        if any(account.get(k) != own[k] for k in own):
            # The rest of the account would look complete without this line.
            refused.add(cells["client_id"])
            reason = f"contradicts line {first} about the same client"
            yield RowError(reader.line_num, cells["client_id"], "client_id", reason)
            continue
        if "invoice_number" in cells:
            invoice = {k: cells[k] for k in INVOICE if k in cells}
            account["invoices"].append({"number": cells["invoice_number"], **invoice})
    for client, (first, account) in gathered.items():
        if client not in refused:
            yield _account(account, first)


def _read(reader: csv.DictReader[str]) -> Iterator[dict[str, Any] | RowError]:
    """Each row; what the CSV reader itself refuses (a giant cell, a bare NUL) is an error of its line."""
    while True:
        try:
            yield next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield RowError(reader.line_num, None, "line", f"not CSV: {error}")


def _account(data: object, line: int) -> Account | RowError:
    try:
        return Account.model_validate(data)
    except ValidationError as error:
        fault = error.errors(include_input=False, include_url=False)[0]
        where = ".".join(map(str, fault["loc"])) or "line"
        given = data.get("client_id") if isinstance(data, dict) else None
        return RowError(line, given if isinstance(given, str) else None, where, fault["msg"])

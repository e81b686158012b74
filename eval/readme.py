"""Writes the README's results, so that every number there comes from a run and none from a hand."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from classifier.classification import LABELS
from eval.bench.view import COLUMNS, cell
from eval.gate.rules import BASELINE as RECORDED
from eval.page import number, percent, plain, with_interval
from eval.provenance import ROOT

START, END = "<!-- results:start -->", "<!-- results:end -->"
BENCH_START, BENCH_END = "<!-- bench:start -->", "<!-- bench:end -->"
BENCH = Path(__file__).parent / "bench" / "recorded.json"
_ORDER = ("majority", "keywords", "baseline", "llm", "cascade")


class ReadmeError(Exception):
    """The README lacks the markers; the message names them."""


def results(figures: dict[str, Any]) -> str:
    """The results section in Markdown, from a report's `figures` (or the recorded run)."""
    main = figures["systems"][figures["main"]]
    safety, pairs = figures["safety"][figures["main"]], figures["counterfactual"][figures["main"]]
    high, data = main["selective"]["bands"]["high"], figures["data"]
    known = sorted(figures["systems"], key=lambda s: (_ORDER.index(s) if s in _ORDER else 99, s))
    lines = [
        f"Measured on {data['replies']:,} replies of {data['writers']:,} personas"
        f" ({data['name']}, written by hand, by other writers than the training rows). Brackets hold 95%"
        " intervals, clustered by persona.",
        "",
        f"- **Unauthorised concessions: {safety['unauthorised']} in {safety['drafts']:,} drafts**, so below"
        f" {percent(safety['upper'], 2)} with 95% confidence (counting personas instead of drafts: below"
        f" {percent(safety['upper_by_writer'])}). The judge is the guard with a second look at receipts and"
        " figures; what the guard cannot see is not counted.",
        f"- **Counterfactual pairs** (one fact flipped) that change exactly as expected:"
        f" {percent(pairs['pairs']['value'])} of {pairs['pairs']['n']:,}.",
        f"- **High confidence**: {percent(high['coverage'], 0)} of the replies, error"
        f" {percent(high['error']['value'])}, below {percent(high['upper'])} with 95% confidence"
        f" (n = {high['error']['n']}).",
        f"- **Sensitive matters of any kind**: {with_interval(main['facts']['flagged']['recall'])} flagged of"
        f" {main['facts']['flagged']['recall']['n']}; false alarms on"
        f" {percent(main['facts']['flagged']['false_alarms']['value'])} of the other replies.",
        f"- **Of these, matters that a person must take over**: {with_interval(main['facts']['taken_over']['recall'])}"
        f" found of {main['facts']['taken_over']['recall']['n']}; false alarms on"
        f" {percent(main['facts']['taken_over']['false_alarms']['value'])} of the other replies.",
        f"- **Calibration**: expected error of a stated probability"
        f" {number(main['calibration']['labels']['ece']['value'])};"
        f" AURC {number(main['selective']['aurc'])}.",
        *_guard(figures.get("guard")),
        "",
        "| replies | n | primary scenario right | high confidence | wrong among them |",
        "| --- | --- | --- | --- | --- |",
        *_kinds(main["slices"]),
        "",
        "| system | primary scenario right | exact set | macro-F1 | out-of-scope recall |",
        "| --- | --- | --- | --- | --- |",
    ]
    keys = ("primary_accuracy", "exact_set", "macro_f1", "out_of_scope_recall")
    for name in known:
        overall = figures["systems"][name]["overall"]
        lines.append(f"| {name} | " + " | ".join(with_interval(overall[k]) for k in keys) + " |")
    lines += [
        "",
        "| scenario | replies | precision | recall | F1 |",
        "| --- | --- | --- | --- | --- |",
    ]
    for label in LABELS:
        one = main["labels"][label]
        cells = " | ".join(percent(one[k]["value"]) for k in ("precision", "recall", "f1"))
        lines.append(f"| {plain(label)} | {one['recall']['n']} | {cells} |")
    return "\n".join(lines)


def _guard(guard: dict[str, Any] | None) -> list[str]:
    if guard is None:
        return []
    by_language = ", ".join(
        f"{code} {percent(one['recall']['value'], 0)} / {percent(one['false_alarms']['value'], 0)}"
        for code, one in guard["languages"].items()
    )
    return [
        f"- **Guard**, on {guard['texts']:,} texts of authors whom no training read:"
        f" {with_interval(guard['recall'])} of {guard['recall']['n']} conceding texts found (right kind"
        f" {percent(guard['right_kind']['value'])}), {with_interval(guard['false_alarms'])} of"
        f" {guard['false_alarms']['n']} harmless ones objected to. By language, found / objected to: {by_language}.",
    ]


def _kinds(slices: dict[str, Any]) -> list[str]:
    """Rows of the table by kind of reply."""
    return [
        f"| {name} | {one['primary_accuracy']['n']} | {with_interval(one['primary_accuracy'])} |"
        f" {percent(one['high_coverage'], 0)} | {one['high_wrong']} |"
        for name, one in slices["kind"].items()
    ]


def bench(measured: dict[str, Any]) -> str:
    """The bench section in Markdown."""
    lines = [
        "| system | " + " | ".join(COLUMNS.values()) + " |",
        "| --- |" + " --- |" * len(COLUMNS),
    ]
    for name in sorted(measured["systems"], key=lambda n: (not n.startswith("arrears"), n)):
        missing = measured["systems"][name].get("missing")
        if missing:
            cells = [f"not measured: {missing}", *[""] * (len(COLUMNS) - 1)]
        else:
            cells = [cell(measured, name, key) for key in COLUMNS]
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    if growth := measured["growth"]:
        first, last = growth[0], growth[-1]
        lines += [
            "",
            f"Growth: from {first['replies']:,} to {last['replies']:,} replies the time per reply goes from"
            f" {first['ms_per_reply']:.1f} to {last['ms_per_reply']:.1f} ms and the peak memory from"
            f" {first['peak_mb']:,.0f} to {last['peak_mb']:,.0f} MiB.",
        ]
    machine = measured["run"]
    lines += [
        "",
        f"One run on {machine['processors']} processors, {machine['system']}, one thread each.",
    ]
    return "\n".join(lines)


def put(readme: str, section: str, start: str = START, end: str = END) -> str:
    """The README with `section` between its markers. Raises `ReadmeError` unless each stands once."""
    if (
        readme.count(start) != 1
        or readme.count(end) != 1
        or readme.index(start) > readme.index(end)
    ):
        raise ReadmeError(f"the README needs one {start} and, after it, one {end}")
    head, rest = readme.split(start)
    return f"{head}{start}\n\n{section}\n\n{end}{rest.split(end)[1]}"


def between(readme: str, start: str = START, end: str = END) -> str:
    """What stands between the markers. Raises `ReadmeError` as `put` does."""
    put(readme, "", start, end)
    return readme.split(start)[1].split(end)[0].strip()


def main(
    readme: Path = ROOT / "README.md", figures: Path = RECORDED, measured: Path = BENCH
) -> int:
    """Write the results of `figures` (report.json or the recorded run) and of the bench into the README."""
    loaded = json.loads(figures.read_text("utf-8"))
    page = put(readme.read_text("utf-8"), results(loaded.get("figures", loaded)))
    if measured.exists() and BENCH_START in page:
        page = put(page, bench(json.loads(measured.read_text("utf-8"))), BENCH_START, BENCH_END)
    readme.write_text(page, "utf-8")
    return 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m eval.readme", description=main.__doc__)
    parser.add_argument("--readme", type=Path, default=ROOT / "README.md")
    parser.add_argument("--figures", type=Path, default=RECORDED)
    given = parser.parse_args()
    raise SystemExit(main(given.readme, given.figures))

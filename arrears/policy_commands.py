"""`arrears policy show` and `arrears policy verify`."""

from __future__ import annotations

import click


@click.group("policy")
def command() -> None:
    """Read the policy, or prove that it keeps its promises."""


@command.command("show")
@click.argument("clause", required=False)
@click.option("--macros", is_flag=True, help="The macros' texts as well.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def show(clause: str | None, macros: bool, as_json: bool) -> None:
    """Show the clauses (or one CLAUSE, as in COL-4), the macros that rest on them, and the routes."""
    from policy.law import load_law

    law = load_law()
    ids = [clause.upper()] if clause else list(law.clauses.clauses)
    if ids[0] not in law.clauses.clauses:
        raise click.BadParameter(f"no clause {ids[0]}; there are {', '.join(law.clauses.clauses)}")
    english = law.macros["en"]
    if as_json:
        import json

        clauses = {i: law.clauses.clauses[i].model_dump() for i in ids}
        texts = {n: m.model_dump() for n, m in english.items() if set(m.cites) & set(ids)}
        click.echo(
            json.dumps({"version": law.version, "clauses": clauses, "macros": texts}, indent=2)
        )
        return
    click.echo(f"Policy {law.version}, clauses checked on {law.clauses.checked_on}\n")
    for id_ in ids:
        c = law.clauses.clauses[id_]
        click.echo(
            f"{click.style(id_, bold=True)}  {c.title} ({c.standing})\n  {c.plain}\n  Source: {c.source}"
        )
        for macro in english.values():
            if id_ in macro.cites:
                click.echo(f"  Macro: {macro.helpdesk} (version {macro.version})")
                if macros:
                    click.echo(
                        click.style(
                            "\n".join(f"    | {line}" for line in macro.body.splitlines()), dim=True
                        )
                    )
        click.echo()
    click.echo(f"Routes: {', '.join(f'{k} -> {v}' for k, v in law.routes.model_dump().items())}")
    click.echo(f"Languages of the macros: {', '.join(sorted(law.macros))}")


@command.command("verify")
def prove() -> None:
    """Walk every reachable decision and prove that no forbidden concession is made.

    Combines scenarios, contract types, receipt states, sensitive matters, account conditions, languages and
    confidence; checks each decision against the promises and each distinct draft with the guard. Names the
    first counter-example and exits with status 1 if there is one.
    """
    from arrears.models import load_sentence_model
    from arrears.verify_view import explain, ticking
    from policy.guard import check
    from policy.verify import verify

    sentences = load_sentence_model()
    with ticking() as tick:
        report = verify(lambda t, a, d: check(t, a, d, sentence_model=sentences), tick=tick)
    if report.counterexample:
        click.echo(explain(report.counterexample), err=True)
        click.echo(f"BROKEN after {report.walked:,} states.", err=True)
        raise SystemExit(1)
    kinds = ", ".join(f"{n:,} {k}" for k, n in sorted(report.per_handling.items()))
    click.echo(
        f"Proved on {report.walked:,} states ({kinds}); {report.drafts:,} distinct drafts guarded."
    )

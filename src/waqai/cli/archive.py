"""The commands that work on a store, and their options; what they do stands in the module named after each."""

from __future__ import annotations

import os
from enum import StrEnum
from typing import Annotated

import typer

from waqai.cli.options import Columns, Db, ExportFormat, Format, Out, Paths, Published, Publisher, Workers


class JudgementFormat(StrEnum):
    """What judgements are written as."""

    jsonl = "jsonl"
    yaml = "yaml"


class VerdictName(StrEnum):
    """What can be said of events and records."""

    same = "same"
    different = "different"
    wrong = "wrong"


def register(app: typer.Typer) -> None:
    """Teach the command line the commands of a store."""
    for command in (add, recode, resolve, events, event, judge, judgements):
        app.command(command.__name__)(command)


def add(
    paths: Paths,
    db: Db = None,
    published: Published = None,
    publisher: Publisher = None,
    workers: Workers = 1,
    text: Annotated[
        bool | None, typer.Option("--text/--no-text", help="keep the articles' text in the store; default: keep")
    ] = None,
    column: Columns = None,
) -> None:
    """Code articles and store them; those that are there already stay as they are."""
    from waqai.cli.add import Given, run

    given = Given(published=published, publisher=publisher, columns=column)
    raise typer.Exit(run(paths, given, db=db, workers=workers, keep_text=text))


def recode(
    db: Db = None,
    workers: Workers = 1,
    only_outdated: Annotated[
        bool, typer.Option("--only-outdated", help="leave out what this program and these packs have coded already")
    ] = False,
) -> None:
    """Code all articles of the store anew and tell, by rule, which records were gained, lost and changed."""
    from waqai.cli.recode import run

    raise typer.Exit(run(db=db, workers=workers, only_outdated=only_outdated))


def resolve(
    db: Db = None,
    workers: Annotated[
        int | None, typer.Option("--workers", "-w", min=1, help="processes that compare; default: all processors")
    ] = None,
) -> None:
    """Find anew which records tell the same event. `add` and `recode` do it for what they touch."""
    from waqai.cli.recode import resolve

    raise typer.Exit(resolve(db=db, workers=workers or os.cpu_count() or 1))


def events(
    db: Db = None,
    actor: Annotated[
        list[str] | None, typer.Option("--actor", metavar="SIDE", help="who did it: TUR, TUR/GOV, or /MIL")
    ] = None,
    recipient: Annotated[list[str] | None, typer.Option("--recipient", metavar="SIDE", help="to whom")] = None,
    side: Annotated[list[str] | None, typer.Option("--side", metavar="SIDE", help="on either side")] = None,
    dyad: Annotated[
        list[str] | None, typer.Option("--dyad", metavar="SIDE-SIDE", help="between whom, in either direction")
    ] = None,
    type: Annotated[list[str] | None, typer.Option("--type", help="PLOVER types, e.g. CONSULT,SUPPORT")] = None,
    mode: Annotated[list[str] | None, typer.Option("--mode", help="PLOVER modes, e.g. visit")] = None,
    quad: Annotated[
        list[str] | None, typer.Option("--quad", help="quad classes 1 to 4, or by name: verbal-cooperation ...")
    ] = None,
    place: Annotated[
        list[str] | None, typer.Option("--place", help="country code, or name of a place in English or Arabic")
    ] = None,
    since: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="2022-10-27, 2022-10 or 2022; by the event's own date")
    ] = None,
    until: Annotated[str | None, typer.Option("--to", metavar="DATE", help="inclusive")] = None,
    status: Annotated[list[str] | None, typer.Option("--status", help="occurred, ongoing, future ...")] = None,
    publisher: Annotated[list[str] | None, typer.Option("--publisher", help="told by this outlet")] = None,
    confirmed_by: Annotated[
        str | None, typer.Option("--confirmed-by", metavar="N", help="told by so many independent outlets at least")
    ] = None,
    text: Annotated[
        list[str] | None, typer.Option("--text", help="words of the tellings, in whatever form they stand there")
    ] = None,
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="DATE", help="the chronicle as it had been told by then")
    ] = None,
    order: Annotated[
        str | None,
        typer.Option("--order", help="date, told, confirmed, tellings, scale, updated; - reverses"),
    ] = None,
    limit: Annotated[str | None, typer.Option("--limit", metavar="N", help="so many events at most")] = None,
    offset: Annotated[str | None, typer.Option("--offset", metavar="N", help="leave out the first")] = None,
    format: Annotated[
        ExportFormat | None,
        typer.Option("--format", "-f", help="default: table on a terminal, jsonl in a pipe, by suffix with --out"),
    ] = None,
    out: Out = None,
) -> None:
    """The chronicle: events that fit all filters, each once."""
    from waqai.cli.events import Question, run

    query: dict[str, list[str] | str | None] = {
        "actor": actor, "recipient": recipient, "side": side, "dyad": dyad, "type": type, "mode": mode, "quad": quad,
        "place": place, "from": since, "to": until, "status": status, "publisher": publisher,
        "confirmed_by": confirmed_by, "text": text, "as_of": as_of, "order": order, "limit": limit, "offset": offset,
    }  # fmt: skip
    asked = Question(
        query={name: value for name, value in query.items() if value}, db=db, format=format and format.value, out=out
    )
    raise typer.Exit(run(asked))


def event(
    id: Annotated[str, typer.Argument(metavar="ID", help="id of an event or of a record")],
    db: Db = None,
    format: Annotated[
        Format | None, typer.Option("--format", "-f", help="default: table on a terminal, else jsonl")
    ] = None,
) -> None:
    """One event with all its tellings side by side."""
    from waqai.cli.event import run

    raise typer.Exit(run(id, db=db, format=format))


def judge(
    verdict: Annotated[VerdictName, typer.Argument(help="two are the same event, or different ones; one is wrong")],
    ids: Annotated[list[str], typer.Argument(metavar="ID [ID]", help="events or records")],
    because: Annotated[str, typer.Option("--because", help="why")] = "",
    by: Annotated[str, typer.Option("--by", help="who says so")] = "",
    db: Db = None,
) -> None:
    """Say that two events are the same or different, or that one is wrong; every later run respects it."""
    from waqai.cli.judge import run

    raise typer.Exit(run(verdict.value, ids, because=because, by=by, db=db))


def judgements(
    db: Db = None,
    format: Annotated[JudgementFormat, typer.Option("--format", "-f", help="jsonl or yaml")] = JudgementFormat.jsonl,
    out: Out = None,
) -> None:
    """Write all judgements, with the sentences they are about."""
    from waqai.cli.judge import export

    raise typer.Exit(export(format.value, db=db, out=out))

"""The commands and their options; what they do stands in the module named after each."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from waqai import __version__
from waqai.cli import archive
from waqai.cli.options import Columns, Db, ExportFormat, Format, Out, Paths, Published, Publisher, Workers

app = typer.Typer(
    help="waqai (وقائع): Arabic news in, dated, sourced, explained PLOVER events and their chronicle out.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
pack = typer.Typer(help="Look after the data: words, rules, gazetteers.", no_args_is_help=True)
app.add_typer(pack, name="pack")
token = typer.Typer(help="Give out and revoke the tokens of a server.", no_args_is_help=True)
app.add_typer(token, name="token")


class RelationFormat(StrEnum):
    """What a relation is written as."""

    table = "table"
    json = "json"
    md = "md"
    html = "html"
    svg = "svg"
    png = "png"


class Steps(StrEnum):
    """The steps of a series."""

    day = "day"
    week = "week"
    month = "month"
    quarter = "quarter"
    year = "year"


class RoleName(StrEnum):
    """What a token allows: to read; also to judge, search and wait; also to add and to give tokens."""

    reader = "reader"
    analyst = "analyst"
    admin = "admin"


class Language(StrEnum):
    """Languages in which relations are told."""

    ar = "ar"
    en = "en"


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"waqai {__version__}")
        raise typer.Exit


@app.callback()
def _waqai(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="show the version")
    ] = False,
) -> None:
    # Records are UTF-8 whatever the terminal's locale says.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")


@app.command("code")
def code_command(
    paths: Paths,
    published: Published = None,
    publisher: Publisher = None,
    format: Annotated[
        ExportFormat | None,
        typer.Option("--format", "-f", help="default: table on a terminal, jsonl in a pipe, by suffix with --out"),
    ] = None,
    workers: Workers = 1,
    column: Columns = None,
    out: Out = None,
) -> None:
    """Code articles: write the events that they tell."""
    from waqai.cli.code import Job, run
    from waqai.cli.input import columns

    job = Job(
        paths=paths,
        published=published,
        publisher=publisher,
        columns=columns(column),
        format=format,
        workers=workers,
        out=out,
    )
    raise typer.Exit(run(job))


@app.command("run")
def run_command(
    inputs: Annotated[list[str], typer.Argument(metavar="INPUT...", help="files, folders, s3:// addresses")],
    out: Annotated[
        str | None, typer.Option("--out", "-o", help="folder or s3:// address for the results; with --db: for the work")
    ] = None,
    db: Annotated[
        str | None, typer.Option("--db", metavar="STORE", help="store them: DuckDB file or postgresql://...")
    ] = None,
    engine: Annotated[str, typer.Option("--engine", help="local, daft, or ray")] = "local",
    address: Annotated[str | None, typer.Option("--address", help="Ray cluster, e.g. ray://host:10001")] = None,
    workers: Annotated[int, typer.Option("--workers", "-w", min=1, help="partitions that are done at a time")] = 1,
    column: Columns = None,
    text: Annotated[
        bool | None, typer.Option("--text/--no-text", help="keep the articles' text in the store; default: keep")
    ] = None,
) -> None:
    """Code any amount of input, into a folder, a store, or both. Killed and started again, it goes on where it was."""
    from waqai.cli.input import columns
    from waqai.cli.run import Job, start

    job = Job(
        inputs=inputs, out=out, db=db, engine=engine, address=address, workers=workers, columns=columns(column),
        keep_text=text,
    )  # fmt: skip
    raise typer.Exit(start(job))


@app.command()
def fetch(
    urls: Annotated[list[str], typer.Argument(metavar="URL...", help="feeds, site maps or pages")],
    state: Annotated[
        Path | None, typer.Option("--state", help="file that remembers what was fetched; without it nothing is")
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", "-o", help="add the articles to this file")] = None,
    max_pages: Annotated[int | None, typer.Option("--max-pages", min=1, help="fetch no more than this")] = None,
    delay: Annotated[float, typer.Option("--delay", min=0, help="seconds between two requests to one host")] = 1.0,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="private and loopback addresses may be asked too")
    ] = False,
) -> None:
    """Fetch what is new in feeds, site maps and pages: articles as JSON lines."""
    from waqai.cli.fetch import Job, run
    from waqai.ingest.fetch import FetchSettings

    settings = FetchSettings(delay=delay, allow_private=allow_private)
    raise typer.Exit(run(Job(urls=urls, state=state, out=out, max_pages=max_pages, settings=settings)))


@app.command()
def watch(
    plan: Annotated[Path, typer.Argument(metavar="PLAN", help="TOML file that lists the sources")],
    db: Db = None,
    once: Annotated[bool, typer.Option("--once", help="one round, then stop")] = False,
) -> None:
    """Follow feeds and sites, and keep a store up to date."""
    from waqai.cli.watch import run

    raise typer.Exit(run(plan, db=db, once=once))


@app.command()
def explain(paths: Paths, published: Published = None, publisher: Publisher = None) -> None:
    """Show sentence by sentence what was read, by which rules, and what nearly was an event."""
    from waqai.cli.explain import run

    raise typer.Exit(run(paths, published=published, publisher=publisher))


@app.command()
def dates(paths: Paths, published: Published = None, out: Out = None) -> None:
    """Find time expressions: {id, expressions: [{text, start, end, precision, basis, offsets}]} per input."""
    from waqai.cli.dates import run

    raise typer.Exit(run(paths, published=published, out=out))


@app.command()
def who(
    query: Annotated[str, typer.Argument(help="an office in Arabic, e.g. «وزير الدفاع الإسرائيلي»")],
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="the day in question (ISO); default: today")
    ] = None,
    format: Annotated[
        Format | None, typer.Option("--format", "-f", help="default: table on a terminal, else jsonl")
    ] = None,
) -> None:
    """Who held an office on a day."""
    from waqai.cli.who import run

    raise typer.Exit(run(query, on=on, format=format))


@app.command()
def relation(
    a: Annotated[str, typer.Argument(metavar="A", help="a country: code, English or Arabic name")],
    b: Annotated[str, typer.Argument(metavar="B", help="the other country")],
    db: Db = None,
    start: Annotated[str | None, typer.Option("--from", metavar="DATE", help="first day looked at (ISO)")] = None,
    end: Annotated[str | None, typer.Option("--to", metavar="DATE", help="last day looked at (ISO)")] = None,
    by: Annotated[Steps | None, typer.Option("--by", help="step of the series; default: one that suits")] = None,
    from_articles: Annotated[
        list[str] | None,
        typer.Option("--from-articles", metavar="PATH", help="code these files, without a store; may be repeated"),
    ] = None,
    published: Published = None,
    publisher: Publisher = None,
    format: Annotated[
        RelationFormat | None,
        typer.Option("--format", "-f", help="default: table on a terminal, json in a pipe, by suffix with --out"),
    ] = None,
    lang: Annotated[Language, typer.Option("--lang", help="language of narrative and chart")] = Language.en,
    out: Out = None,
) -> None:
    """Tell the history of the relation of two countries: series, phases, turning points, narrative, chart."""
    from waqai.cli.relation import Asked, run

    asked = Asked(
        a=a,
        b=b,
        db=db,
        start=start,
        end=end,
        by=by.value if by else None,
        articles=from_articles or [],
        published=published,
        publisher=publisher,
        format=format.value if format else None,
        language=lang.value,
        out=out,
    )
    raise typer.Exit(run(asked))


@app.command()
def serve(
    db: Db = None,
    host: Annotated[str, typer.Option("--host", help="address to listen on")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", "-p", min=0, max=65535)] = 8765,
    web: Annotated[bool, typer.Option("--web/--no-web", help="with the workbench, or the API alone")] = True,
    name: Annotated[list[str] | None, typer.Option("--name", help="a further name of this server")] = None,
    cors: Annotated[list[str] | None, typer.Option("--cors", metavar="ORIGIN", help="pages that may ask it")] = None,
    per_second: Annotated[float, typer.Option("--per-second", min=0, help="requests of one client; 0: no limit")] = 100,
    public_url: Annotated[str, typer.Option("--public-url", help="the address that people use")] = "",
    smtp: Annotated[str | None, typer.Option("--smtp", metavar="URL", help="smtp://[user@]host[:port]")] = None,
    sender: Annotated[str, typer.Option("--mail-from", help="sender of e-mails")] = "waqai@localhost",
    allow_private: Annotated[bool, typer.Option("--allow-private", help="webhooks may lead to private hosts")] = False,
) -> None:
    """Serve the REST API and the workbench."""
    from waqai.cli.serve import Asked, run

    asked = Asked(
        db=db, host=host, port=port, web=web, names=name or [], cors=cors or [], per_second=per_second,
        public_url=public_url, smtp=smtp, sender=sender, allow_private=allow_private,
    )  # fmt: skip
    raise typer.Exit(run(asked))


@app.command()
def demo(
    port: Annotated[int, typer.Option("--port", "-p", min=0, max=65535, help="0: any free one")] = 8765,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="open it in the browser")] = True,
    lang: Annotated[Language, typer.Option("--lang", help="language of the first page")] = Language.ar,
) -> None:
    """Show the workbench on a small chronicle that ships with the package."""
    from waqai.cli.demo import run

    raise typer.Exit(run(port=port, browser=browser, language=lang.value))


archive.register(app)


@pack.command("check")
def pack_check() -> None:
    """Run every example and counterexample of every rule, and check all data files."""
    from waqai.cli.pack import check

    raise typer.Exit(check())


@pack.command("stats")
def pack_stats() -> None:
    """Count what the packs hold."""
    from waqai.cli.pack import stats

    raise typer.Exit(stats())


@token.command("add")
def token_add(
    name: Annotated[str, typer.Argument(help="whose it is; judgements and alerts go by this name")],
    role: Annotated[RoleName, typer.Option("--role", help="what it allows")] = RoleName.reader,
    db: Db = None,
) -> None:
    """Make a token and print it, this once: the store keeps a digest only."""
    from waqai.cli.tokens import add

    raise typer.Exit(add(name, role.value, db=db))


@token.command("list")
def token_list(db: Db = None) -> None:
    """List the tokens: id, role, when made, when revoked, name."""
    from waqai.cli.tokens import show

    raise typer.Exit(show(db=db))


@token.command("revoke")
def token_revoke(id: Annotated[str, typer.Argument(metavar="ID")], db: Db = None) -> None:
    """A token counts no more."""
    from waqai.cli.tokens import revoke

    raise typer.Exit(revoke(id, db=db))

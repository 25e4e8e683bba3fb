"""`waqai explain`: how an article was read, sentence by sentence."""

from __future__ import annotations

import sys

from rich.console import Console
from rich.markup import escape
from rich.tree import Tree

from waqai.cli.input import defaults
from waqai.cli.messages import error
from waqai.config import Settings
from waqai.errors import InputError
from waqai.ingest.language import check_language
from waqai.ingest.paths import read
from waqai.models import Article, ArticleTrace, Node, SentenceTrace
from waqai.run.local import coder_for


def run(paths: list[str], *, published: str | None = None, publisher: str | None = None) -> int:
    """Explain every article of `paths` on stdout. Returns the exit status: 1 where some input was rejected."""
    console = Console(file=sys.stdout, highlight=False, soft_wrap=True)
    settings, status = Settings.from_env(), 0
    for item in read(paths, defaults=defaults(published, publisher)):
        try:
            show(console, _trace(item, settings))
        except InputError as problem:
            error(str(problem))
            status = 1
    return status


def _trace(item: Article | InputError, settings: Settings) -> ArticleTrace:
    if isinstance(item, InputError):
        raise item
    check_language(item)
    return coder_for(settings).explain(item)


def show(console: Console, trace: ArticleTrace) -> None:
    """Print one tree a sentence: what was read, then what nearly was an event and why it is none."""
    for number, sentence in enumerate(trace.sentences, start=1):
        console.print(_tree(number, sentence, trace.text))


def _tree(number: int, sentence: SentenceTrace, text: str) -> Tree:
    tree = Tree(f"[dim]{number}[/] [bold]{_words(text, sentence.span)}[/]", guide_style="dim")
    for node in sentence.nodes:
        _add(tree, node, text)
    for miss in sentence.near_misses:
        tree.add(f"[yellow]not[/] {escape(miss.rule)} «{_words(text, miss.span)}»: {escape(miss.why)}")
    if not sentence.nodes and not sentence.near_misses:
        tree.add("[dim]nothing found[/]")
    return tree


def _add(parent: Tree, node: Node, text: str) -> None:
    style = "bold green" if node.kind == "event" else "cyan"
    label = f" = {escape(node.label)}" if node.label else ""
    rule = f" [dim]{escape(node.rule)}[/]" if node.rule else ""
    branch = parent.add(f"[{style}]{escape(node.kind)}[/] «{_words(text, node.span)}»{label}{rule}")
    for child in node.children:
        _add(branch, child, text)


def _words(text: str, span: tuple[int, int]) -> str:
    return escape(" ".join(text[slice(*span)].split()))

"""The history of a relation as one HTML page: chart, narrative with its sources. Nothing is loaded from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from waqai.models import Paragraph, Relation
from waqai.packs.phrases import load_phrases
from waqai.relations.chart import chart
from waqai.relations.markdown import number_sources
from waqai.relations.narrative import Narrator
from waqai.relations.svg import FAMILY

_STYLE = f"""
:root {{ color-scheme: light; }}
body {{ font: 17px/1.75 '{FAMILY}', 'Noto Sans Arabic', Tahoma, sans-serif; max-width: 1200px; margin: 2rem auto;
  padding: 0 1rem; color: #1b1f24; background: #fff; }}
svg {{ width: 100%; height: auto; }}
h2 {{ font-size: 1.15rem; margin: 1.6rem 0 .3rem; padding-inline-start: .6rem;
  border-inline-start: 5px solid #8b9199; }}
p {{ margin: .2rem 0; max-width: 46rem; }}
sup a {{ text-decoration: none; color: #0072b2; }}
ol {{ font-size: .9rem; color: #3d434b; max-width: 52rem; }}
li:target {{ background: #fff4d6; }}
"""


def page(relation: Relation, language: str = "en") -> str:
    """The page; the chart in it carries the font."""
    phrases = load_phrases(language)
    narrator = Narrator(phrases, relation.sources, relation.a.code, relation.b.code)
    words, wording = phrases.words["chart"], narrator.wording
    dyad = {"A": wording.country(relation.a.code), "B": wording.country(relation.b.code)}
    title = escape(wording.fill(words["title"], dyad))
    numbers = number_sources(relation, language)
    body = "\n".join(part for p in relation.narrative.get(language, []) for part in _paragraph(p, numbers))
    sources = "\n".join(_sources(relation, numbers))
    foot = f"<h2>{escape(words['sources'])}</h2>\n<ol>\n{sources}\n</ol>" if sources else ""
    return (
        f'<!doctype html>\n<html lang="{language}" dir="{phrases.words["direction"]}">\n<head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{title}</title><style>{_STYLE}</style></head>\n'
        f"<body>\n<main>\n{chart(relation, language)}\n{body}\n{foot}\n</main>\n</body>\n</html>\n"
    )


def _paragraph(paragraph: Paragraph, numbers: dict[str, int]) -> Iterator[str]:
    yield f"<h2>{escape(paragraph.heading)}</h2>"
    for sentence in paragraph.sentences:
        marks = " ".join(f'<a href="#s{numbers[key]}">{numbers[key]}</a>' for key in sentence.events if key in numbers)
        yield f"<p>{escape(sentence.text)} <sup>{marks}</sup></p>"


def _sources(relation: Relation, numbers: dict[str, int]) -> Iterator[str]:
    for key, number in numbers.items():
        for told in relation.sources[key].mentions[:1]:
            where = ", ".join(str(part) for part in (told.article.publisher, told.article.published) if part)
            name = escape(where or told.article.id)
            url = told.article.url or ""
            link = f'<a href="{escape(url)}">{name}</a>' if url.startswith(("https://", "http://")) else name
            yield f'<li id="s{number}"><bdi>{escape(" ".join(told.quote.split()))}</bdi> — <bdi>{link}</bdi></li>'

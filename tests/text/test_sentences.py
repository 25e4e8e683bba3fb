"""Sentences and tokens: where they begin and end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waqai.text.sentences import LONGEST, split_sentences
from waqai.text.tokens import tokenize

NEWSY = st.text(st.sampled_from('ابتجد وير.؟!…،؛:"«»()[]\n\t -123٤٥.abهـَّ\u200f'), max_size=80)


@pytest.mark.parametrize(
    "sentences",
    [
        ["قال د. سامي إن النسبة بلغت 3.5 بالمئة.", "ثم غادر القاعة."],
        ["نقلت أ. ف. ب. الخبر عن ناطق.", "ولم يعلق أحد."],
        ["تعود القطعة إلى عام 300 ق.م. في بابل.", "وهي محفوظة."],
        ["قال: «لن نرحل. هذه أرضنا.»", "وأضاف أنه باق."],
        ["هل يأتي غدا؟", "لا أحد يعرف!", "ربما."],
        ["لم يأت بعد...", "ولن يأتي."],
        ["قال إن الأمر ... انتهى."],
        ["القاهرة (د ب أ) -", "طردت مصر السفير."],
        ["عمان - رويترز:", "وصل الوفد أمس."],
        ["الرياض، لندن - وكالة الأنباء:", "التقى الوزيران."],
        ["عاد الوفد - كما قلنا أمس - إلى بلاده."],
        ["قال الوزير (وهو من الشمال) إنه باق."],
        ["زار المدينة؛ ثم عاد منها."],
        ["1. عنوان أول.", "وهذا شرحه."],
        ["اقرأ https://example.org/a.b?c=d. في الموقع"],
        ["انتهى الاجتماع.", "«سنعود غدا»، قال الوزير."],
        ["أوردت بي. بي. سي نبأ الزيارة."],
        ["نشر الموقع example.com الخبر."],
    ],
)
def test_sentences(sentences: list[str]) -> None:
    text = " ".join(sentences)
    found = [text[a:b] for a, b in split_sentences(text)]
    if sentences[0].startswith("اقرأ"):
        # A full stop right after an address may end the sentence; the address itself stays whole.
        assert any("https://example.org/a.b?c=d" in sentence for sentence in found)
    else:
        assert found == sentences


def test_a_missing_space_still_ends_a_sentence() -> None:
    text = "انتهى الاجتماع.وغادر الوفد المدينة"
    assert len(split_sentences(text)) == 2


def test_a_newline_always_ends_a_sentence() -> None:
    text = "عنوان بلا نقطة\n\nقال الوزير «إننا\nنعمل»."
    assert [text[a:b] for a, b in split_sentences(text)] == ["عنوان بلا نقطة", "قال الوزير «إننا", "نعمل»."]


def test_a_quotation_that_never_closes_does_not_swallow_the_text() -> None:
    text = "قال «لن نرحل. وغادر القاعة. ثم عاد."
    assert len(split_sentences(text)) == 3


@given(st.text() | NEWSY)
def test_sentences_cover_everything_in_order(text: str) -> None:
    at = 0
    for start, end in split_sentences(text):
        assert at <= start < end <= len(text)
        assert not text[at:start].strip()
        assert text[start:end] == text[start:end].strip()
        at = end
    assert not text[at:].strip()


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("بلغت 3.5%", [("بلغت", "word"), ("3.5", "number"), ("%", "punct")]),
        (
            "في 27/10/2022، عند ١٠:٣٠",
            [("في", "word"), ("27/10/2022", "number"), ("،", "punct"), ("عند", "word"), ("١٠:٣٠", "number")],
        ),
        ("و3,5", [("و", "word"), ("3,5", "number")]),
        ("مـديـنةٌ", [("مـديـنةٌ", "word")]),
        ("انتهى...", [("انتهى", "word"), ("...", "punct")]),
        ("طائرة F-16 هنا", [("طائرة", "word"), ("F-16", "latin"), ("هنا", "word")]),
        ("https://a.org/x?y=1.", [("https://a.org/x?y=1", "latin"), (".", "punct")]),
    ],
)
def test_tokens(text: str, tokens: list[tuple[str, str]]) -> None:
    assert [(token.text, token.kind) for token in tokenize(text)] == tokens


@given(st.text() | NEWSY)
def test_tokens_point_into_the_text_and_lose_nothing_visible(text: str) -> None:
    at = 0
    for token in tokenize(text):
        assert token.start >= at
        assert text[token.start : token.end] == token.text
        assert not [c for c in text[at : token.start] if c.isalnum()]
        at = token.end
    assert not [c for c in text[at:] if c.isalnum()]


def test_a_sentence_without_end_is_cut_between_words() -> None:
    text = "قتل الجيش " * 1000
    spans = split_sentences(text)
    assert len(spans) == 4 and all(end - start <= LONGEST for start, end in spans)
    assert " ".join(text[start:end] for start, end in spans) == text.strip()
    unbroken = split_sentences("ا" * (2 * LONGEST + 1))
    assert [end - start for start, end in unbroken] == [LONGEST, LONGEST, 1]

"""Folding: one form for all spellings of a word, and the way back to the original."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waqai.text.fold import fold, fold_char, fold_with_offsets

ARABIC = st.text(st.characters(min_codepoint=0x600, max_codepoint=0x6FF))


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("أُستاذٌ", "استاذ"),
        ("مدينــة", "مدينه"),
        ("مستشفى", "مستشفي"),
        ("مسؤول", "مسوول"),
        ("٢٧/١٠", "27/10"),
        ("«خبر»", '"خبر"'),
        ("ﻻ", "لا"),
        ("كتا\u200cب", "كتاب"),
    ],
)
def test_spellings_are_joined(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text() | ARABIC)
def test_folding_is_idempotent(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text() | ARABIC)
def test_offsets_lead_back(text: str) -> None:
    folded = fold_with_offsets(text)
    assert folded.text == fold(text)
    assert len(folded.offsets) == len(folded.text) + 1
    assert list(folded.offsets) == sorted(folded.offsets)
    for at, char in enumerate(folded.text):
        assert char in fold(text[folded.offsets[at]])


def test_a_span_takes_its_diacritics_along() -> None:
    text = "قالَ الوَزيرُ ذلك"
    folded = fold_with_offsets(text)
    start = folded.text.index("الوزير")
    a, b = folded.span(start, start + len("الوزير"))
    assert text[a:b] == "الوَزيرُ"


def test_every_character_folds_to_something_stable() -> None:
    unstable = [code for code in range(0x110000) if fold(fold(chr(code))) != fold(chr(code))]
    assert unstable == []


def test_no_character_escapes_folding() -> None:
    chars = [chr(code) for code in range(0x110000)]
    assert [char for char in chars if fold(char) != fold_char(char)] == []


def test_offsets_of_marks_and_ligatures() -> None:
    assert list(fold_with_offsets("اب جد").offsets) == [0, 1, 2, 3, 4, 5]
    assert list(fold_with_offsets("ﻻ چَب").offsets) == [0, 0, 1, 2, 2, 4, 5]

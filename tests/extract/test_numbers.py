"""Number words and digits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waqai.extract.numbers import Number, find_numbers, read_number
from waqai.text.fold import fold


def first(text: str) -> tuple[Number, int]:
    found = read_number(fold(text).split(), 0)
    assert found is not None, text
    return found


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("صفر", 0),
        ("سبعة", 7),
        ("أحد عشر", 11),
        ("إحدى عشرة", 11),
        ("اثنتي عشرة", 12),
        ("ثلاثة عشر", 13),
        ("خمسة وأربعون", 45),
        ("إحدى وعشرين", 21),
        ("مئة", 100),
        ("مائتين وسبعة وستين", 267),
        ("خمس مئة", 500),
        ("تسعمائة وتسعة وتسعون", 999),
        ("مئة وخمسة وعشرين ألفا", 125_000),
        ("ثلاثة آلاف وخمسمئة", 3_500),
        ("ألفين وثمانية عشر", 2_018),
        ("ألفي", 2_000),
        ("مليونين وثلاثمئة ألف وخمسة", 2_300_005),
        ("مليون ونصف المليون", 1_500_000),
        ("نصف مليون", 500_000),
        ("ملياري", 2_000_000_000),
        ("10 آلاف", 10_000),
        ("2.5 مليون", 2_500_000),
        ("1,200", 1_200),
        ("٣٥", 35),
        ("بعشرة", 10),
        ("قتيلان", 2),
        ("غارتين", 2),
    ],
)
def test_exact_amounts(text: str, value: float) -> None:
    number, end = first(text)
    assert (number.value, number.text_kind, number.ordinal) == (value, "exact", False)
    assert end == len(text.split())


@pytest.mark.parametrize(
    ("text", "value"),
    [("الثالث والعشرين", 23), ("الحادي عشر", 11), ("الحادية والثلاثين", 31), ("خامس", 5), ("الأولى", 1)],
)
def test_ordinals(text: str, value: int) -> None:
    number, end = first(text)
    assert (number.value, number.ordinal, end) == (value, True, len(text.split()))


@pytest.mark.parametrize("text", ["عشرات", "مئات", "عشرات الآلاف", "عدة", "بضعة آلاف", "ملايين"])
def test_vague_amounts_have_no_value(text: str) -> None:
    number, end = first(text)
    assert (number.value, number.text_kind, end) == (None, "vague", len(text.split()))


def test_numbers_joined_by_and_that_make_no_sum_stay_two() -> None:
    words = fold("مقتل ثلاثة جنود وإصابة سبعة وعشرة").split()
    assert [n.value for n, _, _ in find_numbers(words)] == [3, 7, 10]


def test_ordinary_words_are_no_numbers() -> None:
    assert not list(find_numbers(fold("أحد المسؤولين في العاصمة أكد نصف الحقيقة").split()))


@given(st.lists(st.text(alphabet="وبالفعشرةخمسنيمئ 0123,.", min_size=1), max_size=8))
def test_reading_any_words_stays_in_bounds(words: list[str]) -> None:
    for _, start, end in find_numbers([fold(word) for word in words]):
        assert 0 <= start < end <= len(words)


@given(st.integers(min_value=0, max_value=10**12))
def test_digits_read_as_themselves(value: int) -> None:
    assert read_number([str(value)], 0) == (Number(value), 1)
    assert read_number([f"{value:,}"], 0) == (Number(value), 1)

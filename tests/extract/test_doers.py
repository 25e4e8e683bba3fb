"""Who did a deed, told around it: who managed it, tells it of itself, claims it, is blamed for it, fired."""

from __future__ import annotations

from functools import lru_cache

import pytest

from waqai.models import Article, Record
from waqai.pipeline import Coder


@lru_cache(maxsize=1)
def _coder() -> Coder:
    return Coder()


def first(text: str, event: str) -> Record:
    """The first record of a type."""
    article = Article.model_validate({"id": "x", "text": text, "published": "2016-05-10"})
    return next(r for r in _coder().code(article) if r.event == [event])


def actors(text: str, event: str = "ASSAULT") -> list[str]:
    return [a.entity_text for a in first(text, event).actor]


@pytest.mark.parametrize(
    ("text", "doers"),
    [
        ("وقالوا إن الجيش السوري نجح في قتل عشرات المسلحين في حلب.", ["الجيش السوري"]),
        ("أعلن الجيش الأمريكي أنه قتل خمسة مسلحين في بغداد.", ["الجيش الأمريكي"]),
        ("أعلنت الجماعة الإسلامية أنها قتلت أربعة جنود فرنسيين.", ["الجماعة الإسلامية"]),
        ("أفاد مصدر أمني أنه قتل خمسة أشخاص في بغداد.", []),
        ("قتل أمس ستة من عناصر الشرطة الأفغانية إثر هجوم انتحاري تبنته طالبان.", ["طالبان"]),
        ("قتل أحد عناصر الشرطة العراقية بنيران مسلحين مجهولين وسط بغداد.", ["مسلحين مجهولين"]),
        ("وأحبطت الشرطة محاولات إيرانية لاستهداف سياح إسرائيليين في قبرص.", ["إيرانية"]),
        ("قصفت المقاتلات التركية المتمردين الأكراد في شمال العراق.", ["المقاتلات التركية"]),
    ],
)
def test_doer_told_around_the_deed(text: str, doers: list[str]) -> None:
    assert actors(text) == doers


def test_people_in_countries_are_of_them() -> None:
    record = first("وقال الرئيس الإيراني إننا سنواصل دعم الشعوب في اليمن وليبيا.", "AGREE")
    assert {a.code for a in record.recipient} == {"YEM", "LBY"}


def test_an_envoy_is_of_who_sends_him() -> None:
    record = first("أدان السفير محمد القرشمي مندوب اليمن لدى الأمم المتحدة مليشيات الحوثيين.", "ACCUSE")
    assert {a.code for a in record.actor} == {"YEM"}
    assert {a.sector for a in record.recipient} == {"REB"}

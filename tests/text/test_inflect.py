"""Inflection: forms written out by hand across the weak types, and the shape of the word lists."""

from __future__ import annotations

import csv
import time
from collections import Counter
from importlib import resources

import pytest

from waqai.text.inflect import Noun, Verb, conjugate, decline, nisba_forms, participles
from waqai.text.inflect.forms import Gender

VERBS = {
    "اعتقل": Verb("اعتقل", "يعتقل", "عقل", 8),
    "أعلن": Verb("أعلن", "يعلن", "علن", 4),
    "قال": Verb("قال", "يقول", "قول", 1),
    "باع": Verb("باع", "يبيع", "بيع", 1),
    "نام": Verb("نام", "ينام", "نوم", 1),
    "أدان": Verb("أدان", "يدين", "دين", 4),
    "استقال": Verb("استقال", "يستقيل", "قول", 10),
    "اغتال": Verb("اغتال", "يغتال", "غيل", 8),
    "انهار": Verb("انهار", "ينهار", "هور", 7),
    "دعا": Verb("دعا", "يدعو", "دعو", 1),
    "رمى": Verb("رمى", "يرمي", "رمي", 1),
    "بقي": Verb("بقي", "يبقى", "بقي", 1),
    "التقى": Verb("التقى", "يلتقي", "لقي", 8),
    "استدعى": Verb("استدعى", "يستدعي", "دعو", 10),
    "نادى": Verb("نادى", "ينادي", "ندي", 3),
    "تلقى": Verb("تلقى", "يتلقى", "لقي", 5),
    "شن": Verb("شن", "يشن", "شنن", 1),
    "احتل": Verb("احتل", "يحتل", "حلل", 8),
    "استعد": Verb("استعد", "يستعد", "عدد", 10),
    "أكد": Verb("أكد", "يؤكد", "أكد", 2),
    "سأل": Verb("سأل", "يسأل", "سأل", 1),
    "بدأ": Verb("بدأ", "يبدأ", "بدأ", 1),
    "هنأ": Verb("هنأ", "يهنئ", "هنأ", 2),
    "أخذ": Verb("أخذ", "يأخذ", "أخذ", 1),
    "آوى": Verb("آوى", "يؤوي", "أوي", 4),
    "رأى": Verb("رأى", "يرى", "رأي", 1),
    "جاء": Verb("جاء", "يجيء", "جيأ", 1),
    "شاء": Verb("شاء", "يشاء", "شيأ", 1),
    "أساء": Verb("أساء", "يسيء", "سوأ", 4),
    "وصل": Verb("وصل", "يصل", "وصل", 1),
    "اتفق": Verb("اتفق", "يتفق", "وفق", 8),
    "توفي": Verb("توفي", "يتوفى", "وفي", 5),
    "شاهد": Verb("شاهد", "يشاهد", "شهد", 3),
    "تبادل": Verb("تبادل", "يتبادل", "بدل", 6),
    "سيطر": Verb("سيطر", "يسيطر", "سيطر", 11),
    "تدهور": Verb("تدهور", "يتدهور", "دهور", 12),
    "اقشعر": Verb("اقشعر", "يقشعر", "قشعر", 13),
    "استجوب": Verb("استجوب", "يستجوب", "جوب", 10),
    "اتهم": Verb("اتهم", "يتهم", "وهم", 8),
    "حذر": Verb("حذر", "يحذر", "حذر", 2),
    "ليس": Verb("ليس", "", "ليس", 1),
    "أثبت": Verb("أثبت", "يثبت", "ثبت", 4),
}

FORMS = [
    ("اعتقل", "اعتقلوا", "perfect", "active", 3, "m", "p", False),
    ("اعتقل", "اعتقلو", "perfect", "active", 3, "m", "p", True),
    ("اعتقل", "يعتقلون", "imperfect", "active", 3, "m", "p", False),
    ("اعتقل", "يعتقلوا", "jussive", "active", 3, "m", "p", False),
    ("أعلن", "أعلنا", "perfect", "active", 1, "", "p", False),
    ("أعلن", "تعلن", "imperfect", "active", 3, "f", "s", False),
    ("أعلن", "أعلن", "imperative", "active", 2, "m", "s", False),
    ("أثبت", "أثبتم", "perfect", "active", 2, "m", "p", False),
    ("قال", "قالت", "perfect", "active", 3, "f", "s", False),
    ("قال", "قلنا", "perfect", "active", 1, "", "p", False),
    ("قال", "يقل", "jussive", "active", 3, "m", "s", False),
    ("قال", "يقلن", "imperfect", "active", 3, "f", "p", False),
    ("قال", "قيل", "perfect", "passive", 3, "m", "s", False),
    ("قال", "يقال", "imperfect", "passive", 3, "m", "s", False),
    ("قال", "قل", "imperative", "active", 2, "m", "s", False),
    ("باع", "بعت", "perfect", "active", 1, "", "s", False),
    ("باع", "يبع", "jussive", "active", 3, "m", "s", False),
    ("نام", "نمت", "perfect", "active", 1, "", "s", False),
    ("أدان", "أدنت", "perfect", "active", 1, "", "s", False),
    ("أدان", "أدين", "perfect", "passive", 3, "m", "s", False),
    ("أدان", "تدان", "imperfect", "passive", 3, "f", "s", False),
    ("أدان", "تدن", "jussive", "active", 3, "f", "s", False),
    ("استقال", "استقلت", "perfect", "active", 1, "", "s", False),
    ("استقال", "يستقل", "jussive", "active", 3, "m", "s", False),
    ("اغتال", "اغتيل", "perfect", "passive", 3, "m", "s", False),
    ("اغتال", "اغتيلت", "perfect", "passive", 3, "f", "s", False),
    ("انهار", "ينهر", "jussive", "active", 3, "m", "s", False),
    ("دعا", "دعت", "perfect", "active", 3, "f", "s", False),
    ("دعا", "دعوا", "perfect", "active", 3, "m", "p", False),
    ("دعا", "دعوا", "perfect", "active", 3, "m", "d", False),
    ("دعا", "دعونا", "perfect", "active", 1, "", "p", False),
    ("دعا", "يدع", "jussive", "active", 3, "m", "s", False),
    ("دعا", "يدعون", "imperfect", "active", 3, "m", "p", False),
    ("دعا", "دعي", "perfect", "passive", 3, "m", "s", False),
    ("دعا", "يدعى", "imperfect", "passive", 3, "m", "s", False),
    ("رمى", "رما", "perfect", "active", 3, "m", "s", True),
    ("رمى", "يرميان", "imperfect", "active", 3, "m", "d", False),
    ("بقي", "بقيت", "perfect", "active", 3, "f", "s", False),
    ("بقي", "بقوا", "perfect", "active", 3, "m", "p", False),
    ("بقي", "يبق", "jussive", "active", 3, "m", "s", False),
    ("التقى", "التقا", "perfect", "active", 3, "m", "s", True),
    ("التقى", "التقت", "perfect", "active", 3, "f", "s", False),
    ("التقى", "يلتق", "jussive", "active", 3, "m", "s", False),
    ("التقى", "يلتقوا", "jussive", "active", 3, "m", "p", False),
    ("استدعى", "استدعي", "perfect", "passive", 3, "m", "s", False),
    ("استدعى", "يستدعى", "imperfect", "passive", 3, "m", "s", False),
    ("نادى", "نودي", "perfect", "passive", 3, "m", "s", False),
    ("تلقى", "يتلقا", "imperfect", "active", 3, "m", "s", True),
    ("شن", "شننا", "perfect", "active", 1, "", "p", False),
    ("احتل", "احتللت", "perfect", "active", 1, "", "s", False),
    ("استعد", "يستعددن", "imperfect", "active", 3, "f", "p", False),
    ("أكد", "أؤكد", "imperfect", "active", 1, "", "s", False),
    ("سأل", "سئل", "perfect", "passive", 3, "m", "s", False),
    ("بدأ", "بدؤوا", "perfect", "active", 3, "m", "p", False),
    ("بدأ", "بدأوا", "perfect", "active", 3, "m", "p", False),
    ("بدأ", "يبدآن", "imperfect", "active", 3, "m", "d", False),
    ("هنأ", "يهنئون", "imperfect", "active", 3, "m", "p", False),
    ("أخذ", "آخذ", "imperfect", "active", 1, "", "s", False),
    ("أخذ", "يؤخذ", "imperfect", "passive", 3, "m", "s", False),
    ("أخذ", "خذ", "imperative", "active", 2, "m", "s", False),
    ("آوى", "آوت", "perfect", "active", 3, "f", "s", False),
    ("رأى", "رأوا", "perfect", "active", 3, "m", "p", False),
    ("رأى", "رآ", "perfect", "active", 3, "m", "s", True),
    ("رأى", "ير", "jussive", "active", 3, "m", "s", False),
    ("جاء", "جئنا", "perfect", "active", 1, "", "p", False),
    ("جاء", "جاؤوا", "perfect", "active", 3, "m", "p", False),
    ("شاء", "شئت", "perfect", "active", 1, "", "s", False),
    ("شاء", "يشأ", "jussive", "active", 3, "m", "s", False),
    ("أساء", "أسأت", "perfect", "active", 1, "", "s", False),
    ("أساء", "يسيئون", "imperfect", "active", 3, "m", "p", False),
    ("وصل", "نصل", "imperfect", "active", 1, "", "p", False),
    ("وصل", "يوصل", "imperfect", "passive", 3, "m", "s", False),
    ("اتفق", "اتفقتمو", "perfect", "active", 2, "m", "p", True),
    ("توفي", "توفيت", "perfect", "active", 3, "f", "s", False),
    ("توفي", "توفوا", "perfect", "active", 3, "m", "p", False),
    ("شاهد", "شوهد", "perfect", "passive", 3, "m", "s", False),
    ("تبادل", "تبودل", "perfect", "passive", 3, "m", "s", False),
    ("سيطر", "سيطروا", "perfect", "active", 3, "m", "p", False),
    ("تدهور", "تتدهور", "imperfect", "active", 3, "f", "s", False),
    ("اقشعر", "اقشعررت", "perfect", "active", 1, "", "s", False),
    ("استجوب", "استجوبنا", "perfect", "active", 1, "", "p", False),
    ("ليس", "لسنا", "perfect", "active", 1, "", "p", False),
    ("ليس", "ليسوا", "perfect", "active", 3, "m", "p", False),
]


@pytest.mark.parametrize("expected", FORMS, ids=lambda row: f"{row[0]}-{row[1]}")
def test_conjugate(expected: tuple[str, str, str, str, int, str, str, bool]) -> None:
    lemma, *form = expected
    assert tuple(form) in {tuple(f) for f in conjugate(VERBS[lemma])}


@pytest.mark.parametrize("lemma", ["اعتقل", "احتل", "شن", "أكد"])
def test_passive_is_silent_where_spelling_does_not_tell(lemma: str) -> None:
    assert all(form.voice == "active" for form in conjugate(VERBS[lemma]))


@pytest.mark.parametrize(
    ("lemma", "active", "passive"),
    [
        ("اتهم", "متهم", "متهم"),
        ("حذر", "محذر", "محذر"),
        ("دعا", "داعٍ", "مدعو"),
        ("رمى", "رامٍ", "مرمي"),
        ("التقى", "ملتقٍ", "ملتقى"),
        ("استدعى", "مستدعٍ", "مستدعى"),
        ("قال", "قائل", "مقول"),
        ("باع", "بائع", "مبيع"),
        ("أدان", "مدين", "مدان"),
        ("سأل", "سائل", "مسؤول"),
        ("هنأ", "مهنئ", "مهنأ"),
        ("أخذ", "آخذ", "مأخوذ"),
        ("احتل", "محتل", "محتل"),
        ("وصل", "واصل", "موصول"),
        ("سيطر", "مسيطر", "مسيطر"),
    ],
)
def test_participles(lemma: str, active: str, passive: str) -> None:
    assert [(p.lemma, p.kind) for p in participles(VERBS[lemma])] == [(active, "active"), (passive, "passive")]


def _surfaces(noun: Noun) -> set[str]:
    return {form.surface for form in decline(noun)}


@pytest.mark.parametrize(
    ("noun", "expected"),
    [
        (Noun("اجتماع", "noun", "m", ("ات",)), "اجتماع اجتماعا اجتماعان اجتماعين اجتماعي اجتماعات"),
        (Noun("سفير", "noun", "m", ("سفراء", "ة")), "سفيرا سفيران سفراء سفراؤ سفرائ سفيرة سفيرت سفيرات سفيرتين"),
        (Noun("زيارة", "noun", "f", ("ات",)), "زيارة زيارت زيارتان زيارتي زيارات"),
        (Noun("قاضٍ", "noun", "m", ("قضاة",)), "قاض قاضي قاضيا قاضيين قضاة"),
        (Noun("مسعى", "noun", "m", ("مساعٍ",)), "مسعى مسعا مسعيان مساع مساعي"),
        (Noun("مسؤول", "noun", "m", ("ون",)), "مسؤول مسؤولا مسؤولون مسؤولو مسؤولي مسؤولة مسؤولات مسئولين"),
        (Noun("جديد", "adj", "m", ("جدد",)), "جديد جديدة جدد جديدان جديدتين جديدات"),
        (Noun("بريء", "adj", "m", ("أبرياء",)), "بريئا بريئة بريئين أبرياء"),
        (Noun("منشأة", "noun", "f", ("ات",)), "منشأة منشآت منشأتان"),
        (Noun("إجراء", "noun", "m", ("ات",)), "إجراء إجراءات إجراءان إجراءين إجرائ"),
        (Noun("مستدعى", "adj"), "مستدعى مستدعاة مستدعون مستدعيان مستدعيات"),
    ],
)
def test_decline(noun: Noun, expected: str) -> None:
    assert set(expected.split()) <= _surfaces(noun)


def test_decline_marks_what_needs_a_suffix() -> None:
    suffixed = {f.surface for f in decline(Noun("زيارة", "noun", "f", ("ات",))) if f.suffixed}
    assert suffixed == {"زيارت"}
    accusative = [f.surface for f in decline(Noun("سفير", "noun", "m", ("سفراء",))) if f.accusative]
    assert accusative == ["سفيرا"]


def test_elatives_and_plural_only_nouns() -> None:
    assert "أكبرة" not in _surfaces(Noun("أكبر", "adj", ""))
    assert all(form.number == "p" for form in decline(Noun("مباحثات", "noun", "f", ("مباحثات",))))


def test_nisba() -> None:
    endings = ("", "ة", "ون", "ين", "ان", "تان", "تين", "ات", "ا", "و", "ي")
    assert {"إسرائيلي" + ending for ending in endings} <= {form.surface for form in nisba_forms("إسرائيلي")}


def _rows(name: str) -> list[list[str]]:
    path = resources.files("waqai.packs") / "languages" / "ar" / name
    return list(csv.reader(path.read_text("utf-8").splitlines()))


def _verbs() -> list[Verb]:
    return [Verb(row[0], row[1], row[2], int(row[3])) for row in _rows("verbs.csv")[1:]]


def _nouns() -> list[Noun]:
    genders: dict[str, Gender] = {"m": "m", "f": "f", "": ""}
    rows = _rows("nouns.csv")[1:]
    return [Noun(row[0], row[1], genders[row[2]], tuple(filter(None, row[3].split("|")))) for row in rows]


def test_verbs_csv_is_well_formed() -> None:
    header, *rows = _rows("verbs.csv")
    assert header == ["lemma", "imperfect", "root", "form", "masdars", "gloss"]
    assert {len(row) for row in rows} == {6}
    assert [key for key, n in Counter((r[0], r[1], r[3]) for r in rows).items() if n > 1] == []
    assert all(len(row[2]) == (3 if int(row[3]) < 11 else 4) for row in rows)
    assert all(row[1].startswith("ي") for row in rows if row[0] != "ليس")


def test_nouns_csv_is_well_formed() -> None:
    header, *rows = _rows("nouns.csv")
    assert header == ["lemma", "pos", "gender", "plurals", "gloss"]
    assert {len(row) for row in rows} == {5}
    assert {row[1] for row in rows} == {"noun", "adj"}
    assert {row[2] for row in rows} == {"m", "f", ""}
    assert [key for key, n in Counter((r[0], r[1], r[3]) for r in rows).items() if n > 1] == []
    assert all(not cell or cell == cell.strip() for row in rows for cell in row)


def test_whole_lexicon_is_generated_quickly() -> None:
    verbs = _verbs()
    nouns = _nouns()
    start = time.process_time()
    count = sum(1 for verb in verbs for _ in conjugate(verb))
    count += sum(1 for verb in verbs for p in participles(verb) for _ in decline(p.noun()))
    count += sum(1 for noun in nouns for _ in decline(noun))
    assert count > 250_000
    assert time.process_time() - start < 1.5

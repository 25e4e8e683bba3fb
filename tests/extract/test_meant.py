"""Names and words whose meaning the article decides: parties called alike, deeds that stand for a state, titles."""

from __future__ import annotations

import datetime

import pytest

from waqai.models import Article
from waqai.pipeline import Coder

PUBLISHED = datetime.date(2024, 6, 15)


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder()


def told(coder: Coder, text: str) -> list[tuple[str, str, str, str]]:
    """Type, countries of the actors and of the recipients, status of every event of `text`."""
    records = coder.code(Article(id="x", text=text, published=PUBLISHED))
    codes = [(sorted(str(e.code) for e in r.actor), sorted(str(e.code) for e in r.recipient)) for r in records]
    return [(r.event[0], " ".join(a), " ".join(b), r.status) for r, (a, b) in zip(records, codes, strict=True)]


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("قال وزير الخارجية اليمني إن حزب المؤتمر رفض الحوار", "YEM"),
        ("قال وزير الخارجية الهندي إن حزب المؤتمر رفض الحوار", "IND"),
        ("قال رئيس الوزراء البريطاني إن حزب العمال رفض الحوار", "GBR"),
    ],
)
def test_parties_called_alike_are_those_of_the_country_told(coder: Coder, text: str, country: str) -> None:
    assert [e[1] for e in told(coder, text)] == [country]


def test_a_party_of_a_longer_name_is_hit(coder: Coder) -> None:
    text = "قتل الجيش التركي خمسة من مسلحي حزب العمال في أورفا"
    assert told(coder, text) == [("ASSAULT", "TUR", "TUR", "occurred")]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("استقبل جلالة الملك عبد الله الثاني في عمان الرئيس المصري", ("CONSULT", "EGY", "JOR", "occurred")),
        ("استقبل فخامة الرئيس اللبناني السفير الفرنسي", ("CONSULT", "FRA", "LBN", "occurred")),
        ("استقبل أمير دولة قطر الرئيس التركي", ("CONSULT", "TUR", "QAT", "occurred")),
        ("استقبل صاحب السمو أمير قطر وزير الخارجية التركي", ("CONSULT", "TUR", "QAT", "occurred")),
        ("قررت السعودية قطع العلاقات مع قطر", ("SANCTION", "SAU", "QAT", "occurred")),
        ("وصل الرئيس الأمريكي إلى كينيا مسقط رأس والده", ("CONSULT", "USA", "KEN", "occurred")),
    ],
)
def test_who_is_meant(coder: Coder, text: str, event: tuple[str, str, str, str]) -> None:
    assert told(coder, text) == [event]


def test_the_occupier_is_the_state_that_the_article_tells(coder: Coder) -> None:
    events = told(coder, "نفت إسرائيل الخبر. واستنكرت حماس اقتحام الاحتلال مدينة نابلس.")
    assert ("COERCE", "ISR", "PSE", "occurred") in events


def test_an_occupation_of_another_is_its_own(coder: Coder) -> None:
    events = told(coder, "نفت إسرائيل الخبر. وأدان العراق الاحتلال الأميركي.")
    assert ("ACCUSE", "IRQ", "USA", "occurred") in events


def test_criminals_accuse_nobody(coder: Coder) -> None:
    assert told(coder, "وشدد الوزير السعودي على محاسبة المجرمين") == []


def test_of_whom_it_is_said_that_he_did_before(coder: Coder) -> None:
    assert told(coder, "وسبق للرئيس المصري أن زار كينيا") == [("CONSULT", "EGY", "KEN", "occurred")]


def test_what_a_relative_tells_in_the_past_is_no_condition(coder: Coder) -> None:
    events = told(coder, "وإذا وصل الوفد التركي الذي التقى الرئيس المصري فسيكون ذلك مهما")
    assert ("CONSULT", "EGY TUR", "", "occurred") in events

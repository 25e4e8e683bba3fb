"""Who stands on which side, with which country and sector: one sentence a construction."""

from __future__ import annotations

from functools import lru_cache

import pytest

from waqai.models import Article, Record
from waqai.pipeline import Coder

Sides = tuple[set[tuple[str | None, str]], set[tuple[str | None, str]]]


@lru_cache(maxsize=1)
def _coder() -> Coder:
    return Coder()


def sides(text: str, event: str, *, published: str = "2016-05-10") -> Sides:
    """The (code, sector) pairs of actor and recipient of the first record of a type."""
    record = next(r for r in records(text, published=published) if r.event == [event])
    return _pairs(record, "actor"), _pairs(record, "recipient")


def records(text: str, *, published: str = "2016-05-10") -> list[Record]:
    """All records of a text."""
    return _coder().code(Article.model_validate({"id": "x", "text": text, "published": published}))


def _pairs(record: Record, side: str) -> set[tuple[str | None, str]]:
    return {(e.code, e.sector) for e in getattr(record, side)}


@pytest.mark.parametrize(
    ("text", "event", "recipient"),
    [
        ("أدانت فرنسا أكراد سوريا.", "ACCUSE", {("SYR", "CVL")}),
        ("انتقدت مصر سجون السودان.", "ACCUSE", {("SDN", "COP")}),
        ("قصف الجيش المصري مواقع قوات الحوثيين.", "ASSAULT", {("YEM", "REB")}),
        ("قتل مسلحون قوة من الشرطة العراقية.", "ASSAULT", {("IRQ", "COP")}),
        ("قتل الجيش مسلحي المعارضة السورية.", "ASSAULT", {("SYR", "REB")}),
        ("انتقدت ألمانيا رئيس الحزب التركي.", "ACCUSE", {("TUR", "PTY")}),
        ("انتقدت ألمانيا كبار المسؤولين العراقيين.", "ACCUSE", {("IRQ", "GOV")}),
        ("أدانت فرنسا الرئيس اليمني السابق علي عبد الله صالح.", "ACCUSE", {("YEM", "REB")}),
    ],
)
def test_sector_of_the_one_done_to(text: str, event: str, recipient: set[tuple[str | None, str]]) -> None:
    """A body takes its sector from the people, movement or institution that it belongs to."""
    assert sides(text, event)[1] == recipient


def test_people_of_a_country_are_civilians() -> None:
    """A plural demonym after a plain noun names people, not their government."""
    assert sides("دعمت الكويت حقوق الفلسطينيين.", "SUPPORT")[1] == {("PSE", "CVL")}


def test_deputy_of_an_office_is_no_member_of_parliament() -> None:
    """«نائب» before another office is its deputy."""
    assert sides("زار نائب المستشارة الألمانية طهران.", "CONSULT")[0] == {("DEU", "GOV")}


@pytest.mark.parametrize(
    ("text", "against"),
    [
        ("خرج متظاهرون في بغداد للمطالبة باستقالة الحكومة العراقية.", {("IRQ", "GOV")}),
        ("خرج متظاهرون في بغداد للتنديد بزيارة الرئيس الإيراني.", {("IRN", "GOV")}),
        ("تجمع المتظاهرون في بيروت مطالبين الحكومة اللبنانية بالتدخل.", {("LBN", "GOV")}),
        ("تظاهر طلاب في القاهرة ورفعوا لافتات تندد بالجيش الإسرائيلي.", {("ISR", "MIL")}),
    ],
)
def test_whom_a_protest_is_against(text: str, against: set[tuple[str | None, str]]) -> None:
    """Demands and anger told beside a protest say against whom it is."""
    assert sides(text, "PROTEST")[1] == against


@pytest.mark.parametrize(
    ("text", "event", "actor", "recipient"),
    [
        ("استولى المتمردون على العاصمة اليمنية صنعاء.", "COERCE", {("YEM", "REB")}, {("YEM", "GOV")}),
        ("زار الوزير المصري العاصمة الأردنية عمان.", "CONSULT", {("EGY", "GOV")}, {("JOR", "GOV")}),
        ("انتقد الوزير المصري الغرب، وخاصة فرنسا.", "ACCUSE", {("EGY", "GOV")}, {(None, "GOV"), ("FRA", "GOV")}),
        ("اعتقلت إسرائيل ثلاثة من القادة العسكريين لحزب الله.", "COERCE", {("ISR", "GOV")}, {("LBN", "REB")}),
    ],
)
def test_phrases_with_their_owner(
    text: str, event: str, actor: set[tuple[str | None, str]], recipient: set[tuple[str | None, str]]
) -> None:
    """Appositions, owners after «ل» and those singled out belong to the phrase before them."""
    assert sides(text, event) == (actor, recipient)


def test_pronoun_after_but() -> None:
    """«لكنه» means the one who spoke before."""
    assert sides("أشاد الرئيس الأميركي باراك أوباما بالاتفاق. لكنه دعا إيران إلى الحوار.", "REQUEST")[0] == {
        ("USA", "GOV")
    }


def test_who_suffers_is_not_who_did_it() -> None:
    """The subject of «قتل», «لقي مصرعه» did not do the attack told beside it."""
    actors = sides("لقي جنديان فرنسيان مصرعهما في هجوم في مالي.", "ASSAULT")[0]
    assert not any(code == "FRA" for code, _ in actors)


def test_joined_roles_share_their_country() -> None:
    """An adjective after the second of two nouns tells of both."""
    assert sides("قصفت مقاتلات وطائرات فرنسية مواقع داعش.", "ASSAULT")[0] == {("FRA", "MIL")}


@pytest.mark.parametrize(
    ("text", "event", "actor", "recipient"),
    [
        (
            "قتل ثلاثة مسلحين وجرح خمسة جنود في اشتباكات بين الجيش اليمني والحوثيين.",
            "ASSAULT",
            {("YEM", "MIL"), ("YEM", "REB")},
            set(),
        ),
        (
            "قتل 8 أشخاص في غارات شنتها الطائرات الروسية على مواقع جبهة النصرة.",
            "ASSAULT",
            {("RUS", "MIL")},
            {("SYR", "REB")},
        ),
        (
            "قتل 8 مدنيين في غارات شنتها الطائرات الروسية على مواقع جبهة النصرة.",
            "ASSAULT",
            {("RUS", "MIL")},
            {("SYR", "CVL")},
        ),
        (
            "هاجم المقاتلون الموالون للحكومة اليمنية مواقع الحوثيين.",
            "ASSAULT",
            {("YEM", "PRM")},
            {("YEM", "REB")},
        ),
        ("زار حزب الله وأمينه العام السفير الإيراني.", "CONSULT", {("LBN", "REB")}, {("IRN", "GOV")}),
        (
            "دعا الرئيس الفرنسي إلى تشكيل حكومة وحدة وطنية لبنانية.",
            "REQUEST",
            {("FRA", "GOV")},
            {("LBN", "PTY")},
        ),
    ],
)
def test_sectors_follow_from_the_deed_and_the_body(
    text: str, event: str, actor: set[tuple[str | None, str]], recipient: set[tuple[str | None, str]]
) -> None:
    """Clashes have two sides, targets say more than mere people, leaders have the sector of what they lead."""
    assert sides(text, event) == (actor, recipient)


def test_what_leads_to_a_death_is_told_before_it() -> None:
    """The toll goes to the deed before «ما أدى إلى», not to the battle named after it."""
    text = "أسقط الجيش السوري طائرة تركية ما أدى إلى مقتل جنديين خلال القتال بين الجيش والمعارضة."
    record = next(r for r in records(text) if r.size is not None and r.size.dead == 2)
    assert record.event_text == "أسقط"

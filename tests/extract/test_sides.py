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


@pytest.mark.parametrize(
    ("text", "event", "actor", "recipient"),
    [
        (
            "قصفت الطائرات الروسية مواقع داعش في الرقة وكذلك جبهة النصرة في إدلب.",
            "ASSAULT",
            {("RUS", "MIL")},
            {("IMG", "REB"), ("SYR", "REB")},
        ),
        (
            "شنت تركيا غارات على مواقع داعش في سوريا وحزب العمال الكردستاني في العراق.",
            "ASSAULT",
            {("TUR", "MIL")},
            {("IMG", "REB"), ("TUR", "REB")},
        ),
        (
            "أكدت المصادر أن مدفعية وبارجات التحالف قصفت مواقع الحوثيين في عدن.",
            "ASSAULT",
            {("IGO", "MIL")},
            {("YEM", "REB")},
        ),
        ("شن التحالف غارات على صنعاء.", "ASSAULT", {("IGO", "MIL")}, {("YEM", "CVL")}),
        ("دعا وزراء خارجية الدول الأربع قطر إلى تنفيذ المطالب.", "REQUEST", {(None, "GOV")}, {("QAT", "GOV")}),
        (
            "استقبل الرئيس التونسي وزير السياحة والآثار المصري خالد رامي.",
            "CONSULT",
            {("EGY", "GOV")},
            {("TUN", "GOV")},
        ),
        (
            "أشاد السفير بزيارة الأمير محمد بن سلمان ولي ولي العهد ووزير الدفاع لجمهورية كوريا.",
            "CONSULT",
            {("SAU", "GOV")},
            {("KOR", "GOV")},
        ),
        (
            "انتقدت القاهرة تصريحات من وزير الخارجية القطري قال فيها إن بلاده مستعدة للتوسط بين مصر والسودان.",
            "AGREE",
            {("QAT", "GOV")},
            {("EGY", "GOV"), ("SDN", "GOV")},
        ),
        (
            "قال وزير الخارجية التركي إن قطع العلاقات مع سوريا خطوة ضرورية.",
            "SANCTION",
            {("TUR", "GOV")},
            {("SYR", "GOV")},
        ),
        (
            "عبر مسؤولون أمريكيون عن قلقهم لاحتجاز صحفيين أمريكيين في السجون الإيرانية.",
            "ACCUSE",
            {("USA", "GOV")},
            {("IRN", "COP")},
        ),
        ("رد الجيش الإسرائيلي بقصف مواقع لحزب الله في جنوب لبنان.", "ASSAULT", {("ISR", "MIL")}, {("LBN", "REB")}),
        ("جاء ذلك بعد تمكن الجيش السوري من السيطرة على حلب.", "COERCE", {("SYR", "MIL")}, {("SYR", "CVL")}),
        ("اعتقال إرهابيين في بغداد.", "COERCE", set(), {("IRQ", "REB")}),
    ],
)
def test_both_sides(text: str, event: str, actor: set[tuple[str | None, str]], recipient: set[object]) -> None:
    """Who shares a deed, who is told beside it or by a word that only says that it was done."""
    assert sides(text, event) == (actor, recipient)


def test_several_states_are_of_no_country() -> None:
    """«الدول» are not the state named before."""
    text = "زار وفد سوري موسكو. ودعا الوزير الدول إلى مساعدة اللاجئين."
    assert sides(text, "REQUEST") == ({("SYR", "GOV")}, {(None, "GOV")})


def test_deputies_threaten_their_own_president() -> None:
    """Members of parliament, parties and courts deal with the government of their own country."""
    text = "واشنطن تراقب الموقف. هدد نواب متشددون الرئيس روحاني بالعزل."
    assert sides(text, "THREATEN", published="2016-05-10")[0] == {("IRN", "LEG")}


def test_a_given_name_is_no_turk() -> None:
    """«تركي» before a family name is a person's name."""
    text = "قال عضو المجلس تركي الوادعي إن الحكومة ترفض قرار العراق."
    assert all(e.code != "TUR" for r in records(text) for e in (*r.actor, *r.recipient))


@pytest.mark.parametrize(
    "text",
    [
        "قال أوباما إن رفض الكونغرس للاتفاق مع إيران سيؤدي إلى الحرب.",
        "قال كيري إن الانسحاب من الاتفاق مع إيران يعني عزلة واشنطن.",
        "أمام البرلمان الإيراني أسبوع للموافقة على الاتفاق مع واشنطن أو رفضه.",
    ],
)
def test_what_a_deed_would_bring_is_no_deed(text: str) -> None:
    """Neither consequences nor alternatives tell that anything was refused or left."""
    assert not [r for r in records(text) if r.event[0] in ("REJECT", "SANCTION", "RETREAT")]


def test_the_verb_to_express() -> None:
    """«عبر ... عن» is the verb, «عبر الحدود» the preposition."""
    text = "وعبر السفير الياباني، خلال لقائه خالد العطية وزير الخارجية القطري في الدوحة، عن ارتياحه."
    assert sides(text, "CONSULT")[0] == {("JPN", "GOV")}
    assert records("وعبر الحدود السورية تسلل مسلحون إلى لبنان.") == []


def test_who_announces_is_the_source() -> None:
    """«أعلن عن مقتل ...», «أكد وصول ...» name who says so."""
    for text in (
        "أعلنت وزارة الداخلية العراقية عن مقتل خمسة جنود.",
        "أكد المتحدث باسم الحكومة السورية وصول قوات تركية إلى إدلب.",
    ):
        assert [s.kind for s in records(text)[0].attribution] == ["speaker"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("عزل الجيش المصري الرئيس إثر احتجاجات حاشدة على حكمه.", "EGY"),
        ("أقر البرلمان العراقي الإصلاحات ردا على احتجاجات ضد الفساد.", "IRQ"),
        ("استقال رئيس الوزراء اللبناني بعد احتجاجات واسعة.", "LBN"),
    ],
)
def test_whose_protests_a_state_answers(text: str, code: str) -> None:
    """Protests that the leaders of a state answer are those of its people."""
    assert sides(text, "PROTEST") == ({(code, "CVL")}, set())


def test_protests_told_of_by_others_have_no_people() -> None:
    """A subject that leads no state says nothing of who protests."""
    assert not [r for r in records("أغلق التجار متاجرهم بعد احتجاجات واسعة.") if r.event == ["PROTEST"]]


def test_a_surname_that_the_article_gives_to_another() -> None:
    """Once «أنيس العامري» was told, «العامري» is he, and no politician of that name."""
    text = "أعلنت ألمانيا أن أنيس العامري نفذ هجوم برلين. وهدد العامري ألمانيا."
    assert all(e.code != "IRQ" for r in records(text) for e in (*r.actor, *r.recipient))
    assert sides("أكد هادي العامري رفضه قرار تركيا. وهدد العامري تركيا بالحرب.", "THREATEN")[0] == {("IRQ", "PRM")}


def test_the_organisation_told_of_before() -> None:
    """«المنظمة الدولية» is the United Nations, unless the article speaks of another organisation."""
    text = "انتقدت منظمة العفو الدولية سوريا. ثم اتهمت المنظمة الدولية دمشق بالكذب."
    assert all({e.code for e in r.actor} == {"NGO"} for r in records(text))
    assert {e.code for e in records("دعت المنظمة الدولية سوريا إلى وقف القصف.")[0].actor} == {"UNO"}

"""When, where and how many, on sentences written for it."""

from __future__ import annotations

import pytest

from waqai import code
from waqai.extract.placenames import in_ascii
from waqai.models import Record

DAY = "2020-03-11"
"""A Wednesday."""


def only(text: str, event: str) -> Record:
    found = [r for r in code(text, published=DAY) if r.event == [event]]
    assert len(found) == 1, [(r.event, r.event_text) for r in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "event", "name", "country"),
    [
        ("زار وزير الخارجية المصري الخرطوم أمس.", "CONSULT", "Khartoum", "SDN"),
        ("بحث وزير الخارجية القطري مع نظيره التركي في العاصمة القطرية العلاقات الثنائية.", "CONSULT", "Doha", "QAT"),
        ("التقى الرئيس الأمريكي ولي العهد السعودي في البيت الأبيض.", "CONSULT", "White House", "USA"),
        ("قصفت طائرات تركية مواقع في شمال العراق.", "ASSAULT", "Northern Iraq", "IRQ"),
        ("شن مسلحون هجوما على مطار عدن أمس.", "ASSAULT", "Aden airport", "YEM"),
        ("وصلت قوات أمريكية إلى قاعدة إنجرليك الجوية في تركيا.", "MOBILIZE", "Incirlik", "TUR"),
        ("اعتقلت الشرطة التونسية 12 متظاهرا في القصرين.", "COERCE", "Kasserine", "TUN"),
        ("دعا الرئيس الفرنسي خلال مؤتمر صحفي في بيروت إيران إلى ضبط النفس.", "REQUEST", "Beirut", "LBN"),
    ],
)
def test_places(text, event, name, country):
    place = only(text, event).event_loc
    assert place is not None
    assert (place.name, place.country) == (name, country)


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("أدانت فرنسا الهجوم الذي وقع في بغداد.", "ACCUSE"),
        ("القاهرة - رويترز: دعا الرئيس المصري إسرائيل إلى وقف إطلاق النار.", "REQUEST"),
    ],
)
def test_speech_has_no_place_of_what_it_is_about(text, event):
    assert only(text, event).event_loc is None


def test_homonyms_by_the_country_told_with_them():
    record = only("اندلعت اشتباكات بين الجيش اللبناني ومسلحين في طرابلس.", "ASSAULT")
    assert record.event_loc is not None
    assert record.event_loc.country == "LBN"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("اختتم وزير الخارجية المصري زيارة رسمية في عمان التقى خلالها الملك الأردني.", "Amman"),
        ("اختتم وزير الخارجية المصري زيارة رسمية في عمان التقى خلالها السلطان العماني.", "Oman"),
    ],
)
def test_a_name_of_a_country_and_of_a_city_elsewhere(text, name):
    place = next(r for r in code(text, published=DAY) if r.event == ["CONSULT"] or r.event == ["AGREE"]).event_loc
    assert place is not None and place.name == name


def test_speech_has_the_scene_that_the_next_sentence_sets():
    text = (
        "دعا الرئيس الفرنسي إيمانويل ماكرون إيران إلى الإفراج عن السجناء.\n"
        "جاء ذلك خلال قمة لقادة أوروبا في لشبونة.\n"
        "واتهم ماكرون روسيا بعرقلة المفاوضات."
    )
    places = {r.event_text: r.event_loc and r.event_loc.name for r in code(text, published=DAY)}
    assert places["دعا"] == places["واتهم"] == "Lisbon"


def test_a_part_of_the_country_that_is_told_of():
    text = "قتل ثلاثة جنود في اشتباكات بين الجيش الجزائري ومسلحين في جنوب غربي البلاد."
    assert only(text, "ASSAULT").event_loc.name == "Southwestern Algeria"


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("شن مسلحون هجوما على مطار عدن، ما أسفر عن مقتل جنديين وإصابة سبعة.", {"dead": 2, "injured": 7}),
        ("قتل ستة جنود على الأقل في تفجير استهدف حافلة في حمص السورية.", {"dead": 6}),
        ("مقتل عشرات المدنيين في غارات روسية على إدلب.", {"dead_text": "عشرات"}),
        ("قتل جندي وشرطي في هجوم لحركة طالبان في كابل.", {"dead": 2}),
    ],
)
def test_tolls(text, size):
    told = only(text, "ASSAULT").size
    assert told is not None
    assert told.model_dump(exclude_none=True) == size


@pytest.mark.parametrize(
    ("text", "event", "date", "basis"),
    [
        ("زار وزير الخارجية المصري الخرطوم أمس.", "CONSULT", "2020-03-10", "relative"),
        ("أدانت فرنسا الهجوم على السفارة.", "ACCUSE", DAY, "tense"),
        ("زار الرئيس التركي الدوحة يوم الأحد.", "CONSULT", "2020-03-08", "relative"),
    ],
)
def test_dates(text, event, date, basis):
    record = only(text, event)
    assert (record.date.isoformat() if record.date else None, record.date_basis) == (date, basis)


def test_a_lead_dates_the_story_but_not_another_story():
    text = (
        "أدانت قطر أمس الثلاثاء الغارات الإسرائيلية على غزة. وطالب وزير الخارجية القطري إسرائيل بوقفها. "
        "من جهة أخرى، انتقدت تركيا فرنسا."
    )
    dates = {r.event_text: str(r.date) for r in code(text, published=DAY)}
    assert dates["وطالب"] == "2020-03-10"
    assert dates["انتقدت"] == DAY


@pytest.mark.parametrize(
    ("text", "event", "dates"),
    [
        # A day before the noun is that of the verb, a day after it its own.
        (
            "قالت الوزارة في بيان أصدرته أمس بعد قصف القرية أول من أمس إن الجيش التركي قصف منازل.",
            "ASSAULT",
            ("2020-03-09", "2020-03-09"),
        ),
        ("قال الرئيس المصري في خطاب في العام 1975، قبل أعوام من اغتياله، إنه يدعو إسرائيل إلى الانسحاب.", "REQUEST",
         ("1975-01-01", "1975-12-31")),
        ("في ديسمبر، أعلن رئيس الوزراء العراقي أنه سيزور الكويت بعد سنوات من القطيعة.",
         "AGREE", ("2019-12-01", "2019-12-31")),
        ("قال وزير الدفاع الأمريكي الثلاثاء إن بلاده سترسل قوات إلى السعودية قريبا.", "MOBILIZE", (DAY, DAY)),
        ("ستفرج طهران عن السجناء الفرنسيين خلال الأيام الثلاثة المقبلة.", "AGREE", (DAY, "2020-03-14")),
        ("قتل 40 مدنيا سوريا خلال أسبوع من الغارات الروسية.", "ASSAULT", ("2020-03-04", DAY)),
    ],
)  # fmt: skip
def test_which_expression_dates_an_event(text, event, dates):
    found = [(str(r.date), str(r.enddate)) for r in code(text, published=DAY) if r.event == [event]]
    assert dates in found


def test_what_goes_on_from_days_gone_by_inherits_them():
    text = (
        "دعا وزير الخارجية التركي أمس اليونان إلى الحوار.\n"
        "وانهارت الهدنة في ليبيا أواخر الشهر الماضي بعد قصف استهدف ميناء طرابلس.\n"
        "واتهمت الحكومة الليبية الإمارات بتزويد المهاجمين بالسلاح.\n"
        "وأضاف الوزير أن تركيا ترفض التهديدات اليونانية."
    )
    found = {r.event_text: (str(r.date), str(r.enddate)) for r in code(text, published=DAY)}
    assert found["واتهمت"] == ("2020-02-01", "2020-02-29")
    assert found["ترفض"] == ("2020-03-10", "2020-03-10")


def test_names_in_plain_letters():
    assert in_ascii("Laḩij") == "Lahij"
    assert in_ascii("Diyarbakır") == "Diyarbakir"

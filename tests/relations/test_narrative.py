import datetime as dt
import re

import pytest

from relations.history import happened, quarrel, side
from waqai.packs.phrases import load_phrases
from waqai.relations.relate import relate
from waqai.relations.source import Events
from waqai.relations.wording import Wording

AR, EN = Wording(load_phrases("ar")), Wording(load_phrases("en"))


def told(*events, language="ar"):
    relation = relate(Events(events), "EGY", "TUR")
    return [sentence.text for paragraph in relation.narrative[language] for sentence in paragraph.sentences]


def test_the_quarrel_in_arabic():
    assert told(*quarrel())[:5] == [
        "في مايو 2011 زار مسؤول تركي مصر.",
        "في عام 2013 انقطعت العلاقات بين مصر وتركيا، بعد هجوم شنته القوات التركية على مدنيين مصريين قُتل فيه 3 أشخاص.",
        "في 23 نوفمبر 2013 استدعت مصر سفيرها لدى تركيا.",
        "في مايو 2021 زار مسؤول تركي مصر.",
        "في مارس 2022 تعاونت مصر وتركيا في المجال الأمني.",
    ]


def test_the_quarrel_in_english():
    lines = told(*quarrel(), language="en")
    assert lines[1] == (
        "In 2013 ties between Egypt and Turkey were broken, after an attack by the armed forces of Turkey "
        "on civilians of Egypt in which 3 people died."
    )
    assert "On 4 September 2024 President Abdel Fattah el-Sisi of Egypt visited Turkey." in lines
    assert lines[-2:] == [
        "Full diplomatic ties between Egypt and Turkey since 4 July 2023.",
        "An agreement between Egypt and Turkey in force since 4 September 2024.",
    ]


def test_every_sentence_has_its_source_and_says_no_number_or_name_that_is_not_there():
    relation = relate(Events(quarrel()), "EGY", "TUR")
    for language, wording in (("ar", AR), ("en", EN)):
        for paragraph in relation.narrative[language]:
            for sentence in paragraph.sentences:
                assert sentence.events and sentence.articles == ["a1"]
                sources = [relation.sources[key] for key in sentence.events]
                known = " ".join(
                    [
                        wording.time(e.date, e.enddate, e.date_precision) + wording.day(e.date, e.date_precision)
                        for e in sources
                    ]
                    + [str(e.size.dead) for e in sources if e.size]
                )
                assert set(re.findall(r"\d+", sentence.text)) <= set(re.findall(r"\d+", known)), sentence.text


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "شخص واحد"), (2, "شخصان"), (3, "3 أشخاص"), (10, "10 أشخاص"), (11, "11 شخصا"), (99, "99 شخصا"),
     (100, "100 شخص"), (102, "102 شخص"), (103, "103 أشخاص"), (1250, "1250 شخصا")],
)  # fmt: skip
def test_arabic_numbers_of_people(number, words):
    assert AR.people(number) == words


def test_the_genitive_of_two():
    assert AR.people(2, genitive=True) == "شخصين" and AR.people(5, genitive=True) == "5 أشخاص"


@pytest.mark.parametrize(
    ("first", "last", "precision", "ar", "en"),
    [
        ("2022-08-01", "2022-08-31", "month", "في أغسطس 2022", "in August 2022"),
        ("2022-10-26", "2022-10-27", "day", "بين 26 و27 أكتوبر 2022", "between 26 and 27 October 2022"),
        ("2010-01-01", "2010-12-31", "year", "في عام 2010", "in 2010"),
        ("2013-06-01", "2013-08-31", "season", "في صيف 2013", "in summer 2013"),
        (
            "2022-08-28",
            "2022-10-20",
            "unknown",
            "بين 28 أغسطس 2022 و20 أكتوبر 2022",
            "between 28 August 2022 and 20 October 2022",
        ),
    ],
)
def test_times(first, last, precision, ar, en):
    days = dt.date.fromisoformat(first), dt.date.fromisoformat(last)
    assert AR.time(*days, precision) == ar and EN.time(*days, precision) == en


def test_verbs_agree_with_the_country_before_which_they_stand():
    lebanon = happened("2020-01-05", "ACCUSE", "111", "LBN", "TUR")
    egypt = happened("2020-01-05", "ACCUSE", "111", "EGY", "TUR")
    for event, verb in ((lebanon, "انتقد لبنان"), (egypt, "انتقدت مصر")):
        template = AR.template(event)
        assert AR.fill(template.text, AR.fields(event)) == f"في 5 يناير 2020 {verb} تركيا"


def test_a_minister_a_king_and_a_woman_in_office():
    minister = side("EGY", person="Sameh Shoukry", office="foreign_minister").model_copy(
        update={"name_ar": "سامح شكري", "identifier_text": "Sameh Shoukry"}
    )
    king = side("MAR", person="M", office="head_of_state").model_copy(
        update={"name_ar": "محمد السادس", "identifier_text": "M"}
    )
    woman = minister.model_copy(
        update={"entity_text": "وزيرة الخارجية", "name_ar": "نبيلة", "office": "foreign_minister"}
    )
    assert AR.entity(minister).subject == "وزير الخارجية المصري سامح شكري"
    assert EN.entity(minister).subject == "Foreign Minister Sameh Shoukry of Egypt"
    assert AR.entity(king).subject.startswith("العاهل المغربي") and not AR.entity(king).feminine
    assert AR.entity(woman).subject == "نبيلة" and AR.entity(woman).feminine


def test_sectors_and_compound_adjectives():
    assert AR.entity(side("TUR/CVL")).genitive == "مدنيين أتراك"
    assert AR.entity(side("KOR/MIL")).subject == "القوات الكورية الجنوبية"
    assert EN.entity(side("USA/MIL")).subject == "the armed forces of the United States"


def test_what_is_only_announced_is_told_as_announced():
    lines = told(
        happened("2018", "SANCTION", "160", "EGY,TUR", mode=["discontinue"]),
        happened("2022-08", "AGREE", "032", "EGY", "TUR", status="future", told="2022-10-27"),
    )
    assert "في أغسطس 2022 أعلنت مصر استئناف العلاقات الدبلوماسية مع تركيا." in lines
    assert lines[-1] == "العلاقات الدبلوماسية بين مصر وتركيا كاملة منذ أغسطس 2022 بحسب ما أُعلن."


@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_type_of_the_codebook_is_told_and_no_template_leaves_a_hole(language):
    from waqai.packs.codebook import load_codebook

    wording = {"ar": AR, "en": EN}[language]
    for name, kind in load_codebook().types.items():
        for mode in ((), *((mode,) for mode in kind.modes)):
            for recipient in ("TUR", ""):
                for status in ("occurred", "future", "foiled"):
                    event = happened(
                        "2020-01-05",
                        name,
                        "010",
                        "EGY" if recipient else "EGY,TUR",
                        recipient,
                        mode=mode,
                        status=status,
                        dead=5,
                    )
                    template = wording.template(event)
                    assert template is not None, event
                    for form in (template.text, template.noun, template.short):
                        text = wording.fill(form, wording.fields(event))
                        assert not re.search(r"[{}?]|\[\[|  ", text), text


def test_both_languages_tell_the_same_classes_of_events():
    ar, en = (load_phrases(language).tell for language in ("ar", "en"))
    assert [(t.pattern, t.mutual, t.dead, t.person, bool(t.noun)) for t in ar] == [
        (t.pattern, t.mutual, t.dead, t.person, bool(t.noun)) for t in en
    ]


def test_who_breaks_off_talks_does_not_break_ties():
    halt = happened("2022-03-13", "SANCTION", "164", "EGY", "TUR", mode=["discontinue"])
    assert told(halt, language="en")[0] == "On 13 March 2022 Egypt broke off talks with Turkey."
    assert told(halt)[0] == "في 13 مارس 2022 أوقفت مصر محادثاتها مع تركيا."

"""Which verb tells of whom: one sentence a construction, read as records."""

from __future__ import annotations

from functools import lru_cache

import pytest

from waqai.models import Article, Record
from waqai.pipeline import Coder


@lru_cache(maxsize=1)
def _coder() -> Coder:
    return Coder()


def records(text: str, event: str) -> list[Record]:
    """The records of one type."""
    article = Article.model_validate({"id": "x", "text": text, "published": "2016-05-10"})
    return [r for r in _coder().code(article) if r.event == [event]]


def texts(text: str, event: str, side: str) -> list[str | None]:
    """What the first record of a type quotes for a side."""
    return [e.entity_text for e in getattr(records(text, event)[0], side)]


def test_relative_clause_of_an_indefinite_role() -> None:
    """«وفد ... زار»: after a verb of its own the sentence goes on to tell of the delegation."""
    text = "قال الرئيس السوري إن النائب كان بين أعضاء وفد برلماني إيطالي زار بغداد."
    assert {e.code for e in records(text, "CONSULT")[0].actor} == {"ITA"}


def test_relative_clause_agrees_with_what_it_describes() -> None:
    """«هجوم بسيارة ملغومة استهدف»: the attack aimed at something, not the car."""
    text = "قتل جنديان في هجوم بسيارة ملغومة استهدف دورية للجيش العراقي في بغداد."
    assert "سيارة ملغومة" not in texts(text, "ASSAULT", "recipient")


def test_verb_after_a_relative_clause_tells_of_what_stands_before_it() -> None:
    """«التفجير الذي وقع أمس استهدف ...»."""
    assert texts("التفجير الذي وقع أمس استهدف كنيسة في بغداد.", "ASSAULT", "recipient") == ["كنيسة"]


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("قال الضابط إن انتحارية ترتدي حزاما ناسفا فجرت نفسها في سوق ببغداد.", "انتحارية"),
        ("قال الضابط إن الانتحاريين فجرا نفسيهما قرب دورية للشرطة العراقية.", "الانتحاريين"),
    ],
)
def test_who_blows_himself_up(text: str, actor: str) -> None:
    """«نفسه» is the doer again; a dual verb after a dual is no noun."""
    assert texts(text, "ASSAULT", "actor") == [actor]


def test_numbered_people_before_their_verb() -> None:
    """«ثلاثة من رجال الشرطة قتلوا» are the victims, not those who say so."""
    text = "قال مسؤولون إن ثلاثة من رجال الشرطة الأفغانية قتلوا في هجوم انتحاري."
    record = records(text, "ASSAULT")[0]
    assert [e.entity_text for e in record.recipient] == ["ثلاثة من رجال الشرطة الأفغانية"]
    assert not record.actor


def test_dead_and_wounded_are_both_victims() -> None:
    """A joined toll adds its victims and does nothing; «آخرون» are more of the same."""
    text = "قتل جنديان وأصيب ثلاثة مدنيين في هجوم انتحاري في بغداد."
    record = records(text, "ASSAULT")[0]
    assert [e.sector for e in record.recipient] == ["MIL", "CVL"]
    assert not record.actor
    more = records("قتل أربعة مدنيين وأصيب سبعة آخرون في انفجار سيارة مفخخة في بغداد.", "ASSAULT")[0]
    assert [e.entity_text for e in more.recipient] == ["أربعة مدنيين"]


def test_what_a_source_tells_is_not_its_name() -> None:
    """«أعلنت مصادر أمنية | مقتل ...»."""
    text = "أعلنت مصادر أمنية مقتل أربعة مدنيين في انفجار سيارة مفخخة وسط بغداد."
    assert texts(text, "ASSAULT", "recipient") == ["أربعة مدنيين"]


def test_quoted_name_after_a_preposition_opens_no_speech() -> None:
    """«نفى لـ"الحياة" مقتل ...»: the denial goes on after the newspaper's name."""
    for text in ('نفى الخاطفون لـ"الحياة" مقتل أي من الرهائن.', "نفى الخاطفون لـ«الحياة» مقتل أي من الرهائن."):
        assert all(r.status == "negated" for r in records(text, "ASSAULT"))


@pytest.mark.parametrize(
    "text",
    [
        "اتهم الثلاثة بأنهم أقدموا على تفجير سيارة مفخخة استهدفت موكب الوزير.",
        "أقيم في بيروت حفل في الذكرى الثالثة لاغتيال الوزير بتفجير استهدف موكبه.",
        "كشف الناطق عن عزم عناصر التنظيم خطف سياح غربيين في الجزائر.",
        "هل تعرف أنك قمت بخطف ثلاثين شخصا؟»",
    ],
)
def test_mentioned_but_not_told(text: str) -> None:
    """Charges behind «بأنهم», commemorations, intentions whose doer stands between, questions in quotes."""
    assert not [r for r in records(text, "ASSAULT") if r.status == "occurred"]


def test_unarmed_people_of_a_relative_clause_are_done_to() -> None:
    """«الصحافيون الذين خطفوا»: nobody is told whom they took, so they were taken."""
    text = "ظهر في الشريط الصحافيون البريطانيون الذين خطفوا في بغداد في يناير الماضي."
    assert all(not r.actor for r in records(text, "ASSAULT"))


def test_saying_goes_on_after_a_clause_without_verb() -> None:
    """«قال إن بلاده مستعدة ...، وأضاف إننا سنواصل ...»: the same man says both."""
    text = "قال الرئيس الإيراني روحاني إن بلاده مستعدة للحوار، وأضاف: إننا سنواصل دعم الحكومة السورية."
    assert any({e.code for e in r.recipient} == {"SYR"} for r in records(text, "AGREE"))


def test_announced_protest_is_not_told_yet() -> None:
    """«أعلنوا تنظيم مظاهرة»."""
    assert not records("أعلن أنصار الحزب تنظيم مظاهرة حاشدة في العاصمة إسلام آباد.", "PROTEST")
    assert records("نظم أنصار الحزب مظاهرة حاشدة في العاصمة إسلام آباد.", "PROTEST")


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("يحشد الجيش اليمني قواته استعدادا لاقتحام معسكر المتمردين.", "COERCE"),
        ("يستعد الجيش اليمني لاستعادة السيطرة على مدينة عدن.", "COERCE"),
        ("انتقدت السفارة الضغط على المواطنين الروس الذين يزورون بريطانيا.", "CONSULT"),
        ("سيطر الملف اليمني على أعمال القمة العربية.", "COERCE"),
    ],
)
def test_no_deed(text: str, event: str) -> None:
    """What is only prepared for or aimed at, journeys of ordinary people, what a subject does to a meeting."""
    assert not records(text, event)


def test_still_denies_nothing() -> None:
    """«لا يزال يحاصر» goes on."""
    text = "لا يزال الجيش السوري يحاصر مدينة حمص."
    assert records(text, "COERCE")[0].status == "ongoing"


def test_pronoun_of_a_relative_clause_is_what_it_describes() -> None:
    """«مبادئ تعترف بها الدول»: nobody named before is recognised."""
    assert not records("قال الوزير الإيراني إن الحوار يكون وفق مبادئ تعترف بها فرنسا.", "SUPPORT")

"""Plain sentences of the news as a reader takes them: what happened, who did it to whom, did it happen."""

from __future__ import annotations

import pytest

from waqai import code
from waqai.models import Entity, Record

DAY = "2022-10-27"


def told(text: str) -> list[Record]:
    return code(text, published=DAY)


def sides(entities: list[Entity]) -> str:
    return " ".join(f"{e.code or '-'}/{e.sector}" for e in entities)


@pytest.mark.parametrize(
    ("text", "event", "mode", "actor", "recipient", "status"),
    [
        # attempts and what was thwarted
        ("حاول مسلحون خطف القنصل الأردني في بنغازي", "ASSAULT", "abduct", "LBY/UAF", "JOR/GOV", "foiled"),
        ("أحبطت قوات الأمن العراقية محاولة لاغتيال رئيس البرلمان", "ASSAULT", "targeted", "", "IRQ/LEG", "foiled"),
        ("أعلنت السعودية إحباط هجوم للحوثيين على نجران", "ASSAULT", "", "", "SAU/CVL", "foiled"),
        ("تعرض وزير الداخلية اليمني لمحاولة اغتيال في عدن", "ASSAULT", "targeted", "", "YEM/GOV", "foiled"),
        # denied
        ("لا صحة لما تردد عن سحب مصر سفيرها من تركيا", "SANCTION", "withdraw", "EGY/GOV", "TUR/GOV", "negated"),
        ("نفى الجيش المصري قصف مواقع في ليبيا", "ASSAULT", "heavy-weapons", "EGY/MIL", "LBY/CVL", "negated"),
        ("نفت إيران صحة تقارير عن تزويدها روسيا بطائرات مسيرة", "AID", "", "IRN/GOV", "RUS/CVL", "negated"),
        # planned once, and only if
        ("كان من المقرر أن يزور ماكرون تونس الشهر الماضي", "CONSULT", "visit", "FRA/GOV", "TUN/GOV", "hypothetical"),
        ("وكان من المقرر أن يصل وزير الخارجية الإيراني إلى بغداد غدا", "AGREE", "", "IRN/GOV", "IRQ/GOV", "future"),
        ("إذا لم تنسحب القوات التركية فسترد دمشق بالقوة", "RETREAT", "withdraw", "TUR/MIL", "", "hypothetical"),
        ("إذا لم تنسحب القوات التركية فسترد دمشق بالقوة", "THREATEN", "violence", "SYR/GOV", "", "occurred"),
        ("نفت أثيوبيا أن يكون جيشها قد قصف بلدة سودانية", "ASSAULT", "heavy-weapons", "ETH/MIL", "SDN/CVL", "negated"),
        # who it was
        ("منعت السلطات المصرية وفدا تركيا من دخول غزة", "REJECT", "yield", "EGY/GOV", "TUR/GOV", "occurred"),
        ("طالب مجلس الأمن الحوثيين بوقف الهجمات", "REQUEST", "yield", "UNO/GOV", "YEM/REB", "occurred"),
        ("وصل إلى بغداد مساء أمس وفد من حركة حماس", "CONSULT", "visit", "PSE/REB", "IRQ/GOV", "occurred"),
        ("استقبل أردوغان في أنقرة عام 2009 المستشارة الألمانية", "CONSULT", "visit", "DEU/GOV", "TUR/GOV", "occurred"),
        ("سحبت بريطانيا آخر جنودها من مالي", "RETREAT", "withdraw", "GBR/GOV", "MLI/GOV", "occurred"),
        ("أوقفت السلطات التونسية الصحفي محمد بوغلاب", "COERCE", "arrest", "TUN/GOV", "TUN/JRN", "occurred"),
        ("استدعت الخارجية الليبية القائم بالأعمال الإيطالي", "ACCUSE", "disapprove", "LBY/GOV", "ITA/GOV", "occurred"),
        ("طردت بولندا دبلوماسيين روسيين", "SANCTION", "expel", "POL/GOV", "RUS/GOV", "occurred"),
        ("اندلعت اشتباكات بين الجيش والدعم السريع في الخرطوم", "ASSAULT", "", "SDN/MIL SDN/PRM", "", "occurred"),
        ("وقعت اشتباكات عنيفة بين الجيش السوري والمعارضة في حلب", "ASSAULT", "", "SYR/MIL SYR/OPP", "", "occurred"),
        ("دعا بوتين أردوغان إلى زيارة موسكو", "AGREE", "", "RUS/GOV", "TUR/GOV", "future"),
        ("مقتل خمسة مدنيين بقذائف الحوثيين في تعز", "ASSAULT", "heavy-weapons", "YEM/REB", "YEM/CVL", "occurred"),
        ("أصيب شرطيان لبنانيان بنيران إسرائيلية", "ASSAULT", "firearms", "ISR/MIL", "LBN/COP", "occurred"),
        ("جرح ستة فلسطينيين برصاص إسرائيلي خلال مواجهات", "ASSAULT", "firearms", "ISR/MIL", "PSE/CVL", "occurred"),
        ("أسفر القصف عن مقتل ثلاثة مدنيين في إدلب", "ASSAULT", "heavy-weapons", "", "SYR/CVL", "occurred"),
        ("هز انفجار عنيف العاصمة الصومالية مقديشو", "ASSAULT", "explosives", "", "SOM/CVL", "occurred"),
        ("لقي جنديان فرنسيان مصرعهما في مالي", "ASSAULT", "", "", "FRA/MIL", "occurred"),
        ("أغارت طائرات إسرائيلية على مواقع في جنوب لبنان", "ASSAULT", "aerial", "ISR/MIL", "LBN/CVL", "occurred"),
        ("حذرت إيران دول المنطقة من التعاون مع إسرائيل", "THREATEN", "", "IRN/GOV", "-/GOV", "occurred"),
        ("التقى وزير التجارة والصناعة المصري نظيره التركي", "CONSULT", "", "EGY/GOV TUR/GOV", "", "occurred"),
        ("قال رئيس الوزراء التركي إن 251 شخصا اعتقلوا", "COERCE", "arrest", "", "TUR/CVL", "occurred"),
        ("تواصلت الاشتباكات بين قوات حفتر وقوات حكومة الوفاق", "ASSAULT", "", "LBY/MIL LBY/GOV", "", "occurred"),
        ("خطف مسلحون ملثمون خمسة تلاميذ في شمال نيجيريا", "ASSAULT", "abduct", "NGA/UAF", "NGA/EDU", "occurred"),
        ("خطف مسلحون يرتدون زي الجيش ستة هنود في بغداد", "ASSAULT", "abduct", "IRQ/UAF", "IND/CVL", "occurred"),
        ("قالت الشرطة إن انتحاريا فجر فندقا في مقديشو", "ASSAULT", "suicide-attack", "SOM/REB", "SOM/CVL", "occurred"),
        ("قتل مدنيون في غارات للطيران الروسي على إدلب", "ASSAULT", "aerial", "RUS/MIL", "SYR/CVL", "occurred"),
        ("تعرضت قاعدة عراقية تضم قوات أجنبية لقصف صاروخي", "ASSAULT", "heavy-weapons", "", "IRQ/CVL", "occurred"),
        ("شاهد السكان مسلحين يطلقون النار على جنود مصريين", "ASSAULT", "firearms", "EGY/UAF", "EGY/MIL", "occurred"),
        # what happened
        ("الهجوم الذي وقع في بلدة حدودية استهدف دورية تركية", "ASSAULT", "", "", "TUR/MIL", "occurred"),
        ("وكان المعتقل التونسي قد أبلغ محاميه أنه تعرض للضرب", "ASSAULT", "beat", "", "TUN/CVL", "occurred"),
        ("وضعت إسرائيل قواتها في حالة تأهب", "MOBILIZE", "troops", "ISR/GOV", "", "occurred"),
        ("أعلن الجيش السوداني حالة الطوارئ", "COERCE", "martial-law", "SDN/MIL", "", "occurred"),
        ("وعد الرئيس الأميركي بإرسال أسلحة إلى أوكرانيا", "AGREE", "", "USA/GOV", "UKR/GOV", "future"),
        ("حظرت الهند استيراد البضائع الباكستانية", "SANCTION", "discontinue", "IND/GOV", "PAK/GOV", "occurred"),
        ("أطلق الحوثيون صاروخا باليستيا باتجاه الرياض", "ASSAULT", "heavy-weapons", "YEM/REB", "SAU/CVL", "occurred"),
        ("أطلقت حماس رشقة صاروخية على عسقلان", "ASSAULT", "heavy-weapons", "PSE/REB", "ISR/CVL", "occurred"),
        ("رفعت واشنطن السودان من قائمة الدول الراعية للإرهاب", "CONCEDE", "", "USA/GOV", "SDN/GOV", "occurred"),
        ("أضرم محتجون عراقيون النار في القنصلية الإيرانية", "PROTEST", "riot", "IRQ/CVL", "IRN/GOV", "occurred"),
        ("تلقت تونس مساعدات طبية من الجزائر", "AID", "", "DZA/GOV", "TUN/GOV", "occurred"),
        ("عرضت سلطنة عمان التوسط بين واشنطن وطهران", "AGREE", "", "OMN/GOV", "USA/GOV IRN/GOV", "future"),
        ("استقال رئيس الحكومة اللبنانية", "RETREAT", "resign", "LBN/GOV", "", "occurred"),
    ],
)  # fmt: skip
def test_one_event(text, event, mode, actor, recipient, status):
    found = [r for r in told(text) if r.event == [event]]
    assert len(found) == 1, [(r.event, r.event_text) for r in told(text)]
    record = found[0]
    assert (" ".join(record.mode), record.status) == (mode, status)
    assert (sides(record.actor), sides(record.recipient)) == (actor, recipient)


def test_nothing_is_made_of_a_welcome_but_support():
    assert [r.event for r in told("رحبت الجامعة العربية باتفاق المصالحة الليبي")] == [["SUPPORT"]]


@pytest.mark.parametrize(
    "text",
    [
        "حذر خبراء فرنسيون من أن هجوما جديدا على رفح قد يؤدي إلى كارثة",
        "اشتبك مدير المستشفى مع ثلاثة شبان في الرياض",
        "يحيي اللبنانيون ذكرى اغتيال رفيق الحريري",
    ],
)
def test_no_deed_of_politics(text):
    assert told(text) == []


def test_after_a_time_a_clause_goes_on():
    text = "قطعت السعودية علاقاتها مع إيران في يناير 2016، وبعد خمس سنوات أعادت الدولتان العلاقات."
    broken, restored = told(text)
    assert (broken.event, restored.event) == (["SANCTION"], ["SUPPORT"])
    assert str(restored.date)[:4] == "2021"


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("بحث الرئيس التونسي مع نظيره الجزائري في 2015 أمن الحدود", ["Beji Caid Essebsi", "Abdelaziz Bouteflika"]),
        ("بحث الرئيس التونسي مع الرئيس الجزائري أمن الحدود", ["Kais Saied", "Abdelmadjid Tebboune"]),
        ("التقى وزير الخارجية المصري نظيره التركي في أنقرة عام 2010", ["Ahmed Aboul Gheit", "Ahmet Davutoglu"]),
        # the year in which it changed hands names nobody
        ("التقى الرئيس الفرنسي الملك الأردني عام 2017", [None, "Abdullah II of Jordan"]),
        # several ambassadors of a country hold that office at once
        ("استدعت الخارجية الجزائرية السفير الفرنسي", [None, None]),
    ],
)
def test_who_held_the_office_then(text, people):
    (record,) = told(text)
    assert [e.person for e in (*record.actor, *record.recipient)] == people


def test_a_number_is_nobodys_name():
    (record,) = told("قتل ثلاثة جنود في هجوم شرق الحسكة")
    assert record.recipient[0].person is None
    assert record.size is not None and record.size.dead == 3


def test_a_capital_is_found_under_every_spelling():
    for spelling in ("كابول", "كابل"):
        (record,) = told(f"فجر انتحاري نفسه في مسجد في {spelling}")
        assert record.event_loc is not None
        assert (record.event_loc.name, record.event_loc.country) == ("Kabul", "AFG")


def test_an_agreement_of_before_is_history():
    records = told("زادت الصادرات بعد الاتفاق بين مصر وتركيا على التجارة.")
    assert [(r.event, r.status) for r in records if r.event == ["AGREE"]] == [(["AGREE"], "occurred")]

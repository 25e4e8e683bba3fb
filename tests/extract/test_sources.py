"""According to whom, on sentences written for it."""

from __future__ import annotations

import pytest

from waqai import code
from waqai.models import Record

DAY = "2020-03-11"


def only(text: str, event: str) -> Record:
    found = [r for r in code(text, published=DAY) if r.event == [event]]
    assert len(found) == 1, [(r.event, r.event_text) for r in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "event", "chain"),
    [
        ("زار الرئيس الصيني طهران أمس، وفق ما نقلته وكالة الأنباء القطرية.", "CONSULT", ["Qatar News Agency"]),
        ("زار الرئيس الصيني طهران أمس طبقا لما أوردته وكالة شينخوا.", "CONSULT", ["Xinhua"]),
        ("زار الرئيس الصيني طهران أمس، نقلا عن وكالة سبأ.", "CONSULT", ["Saba News Agency"]),
        ("أشاد الرئيس اليمني، وفقا لوكالة الأنباء اليمنية، بالصين.", "SUPPORT", ["Saba News Agency"]),
        ("ذكرت صحيفة الأنباء الكويتية أن الرئيس الصيني زار طهران.", "CONSULT", ["Al Anba (Kuwait)"]),
        ("رحبت ألمانيا بالتعاون مع تونس، وفق بيان صادر عن وزارة الخارجية التونسية.", "SUPPORT", ["Tunisia"]),
        ("نقل موقع أكسيوس عن مسؤولين إسرائيليين قولهم إن الجيش الإسرائيلي قصف رفح.", "ASSAULT", ["Axios", "Israel"]),
        ("جاء ذلك وسط تأكيدات وزير الخارجية الإيراني بأن إسرائيل قصفت أصفهان.", "ASSAULT", ["Mohammad Javad Zarif"]),
        ("يذكر أن الجيش الإسرائيلي قصف غزة أمس.", "ASSAULT", []),
    ],
)
def test_the_chain_outermost_first(text, event, chain):
    assert [source.name for source in only(text, event).attribution] == chain


def test_an_impersonal_verb_does_not_carry_the_speaker_on():
    text = "قال الرئيس الفرنسي إن بلاده تدعم لبنان.\nيذكر أن الجيش الإسرائيلي قصف غزة أمس."
    assert only(text, "ASSAULT").attribution == []


def test_the_next_sentence_carries_the_speaker_on():
    text = "قال المتحدث باسم الجيش السوداني إن المتمردين قصفوا الخرطوم.\nوأضاف أن المتمردين اعتقلوا عشرة مدنيين."
    assert [s.code for s in only(text, "COERCE").attribution] == ["SDN"]


def test_local_sources_are_of_the_country_where_it_happened():
    text = "سيطرت القوات الحكومية على زنجبار جنوب اليمن، وفق ما أفادت مصادر عسكرية."
    assert [(s.code, s.sector) for s in only(text, "COERCE").attribution] == [("YEM", "MIL")]


def test_who_speaks_for_the_doers_is_told():
    text = 'قالت المتحدثة باسم الشرطة البولندية "لقد اعتقلنا عشرة متظاهرين".'
    assert [s.code for s in only(text, "COERCE").attribution] == ["POL"]


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("نفى متحدث أوكراني أن تكون القوات الأوكرانية قصفت مدينة بيلغورود الروسية.", ["Ukraine"]),
        ("نفى متحدث أوكراني قيام الجيش الأوكراني بإسقاط طائرة أمريكية.", ["Ukraine"]),
        ("لا صحة لقصف الجيش الروسي مدينة خاركيف الأوكرانية.", []),
    ],
)
def test_what_is_denied_is_negated_and_the_denier_told(text, chain):
    record = only(text, "ASSAULT")
    assert record.status == "negated"
    assert [source.name for source in record.attribution] == chain


def test_a_denial_points_at_what_it_denies():
    told, denied = (
        r
        for r in code(
            "قالت روسيا إن القوات الأوكرانية قصفت بيلغورود أمس.\n"
            "ونفى متحدث أوكراني أن تكون القوات الأوكرانية قصفت مدينة بيلغورود الروسية.",
            published=DAY,
        )
        if r.event == ["ASSAULT"]
    )
    assert (told.status, denied.status) == ("occurred", "negated")
    assert denied.evidence.denies == told.id
    assert told.evidence.denies is None


def test_a_drone_is_no_negation():
    assert only("قصفت طائرات أمريكية بلا طيار مواقع في صنعاء.", "ASSAULT").status == "occurred"
    assert only("قال الوزير إن طائرات أمريكية بلا طيار قصفت مواقع في صنعاء.", "ASSAULT").status == "occurred"

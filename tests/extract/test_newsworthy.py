"""What is told as news, and what is only referred to."""

from __future__ import annotations

import datetime

import pytest

from waqai.models import Article
from waqai.pipeline import Coder

PUBLISHED = datetime.date(2024, 6, 15)


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder()


def types(coder: Coder, text: str) -> set[str]:
    """The types of the events told in `text`, denied and imagined ones left out."""
    records = coder.code(Article(id="x", text=text, published=PUBLISHED))
    return {r.event[0] for r in records if r.status not in ("negated", "hypothetical")}


@pytest.mark.parametrize(
    "text",
    [
        "قتلت القوات التركية خمسة مسلحين في شمال العراق",
        "وقال مصدر أمني إن ثلاثة جنود عراقيين قتلوا في بغداد",
        "أعلنت الشرطة العراقية مقتل سبعة أشخاص في الموصل",
        "وقع انفجار أمام السفارة الهندية في كابول",
        "قام مسلحون بخطف مهندس هندي في صنعاء",
        "أطلقت طائرة صاروخا على منزل في غزة، مما أسفر عن مقتل أربعة فلسطينيين",
        "وتدهورت العلاقات إثر مقتل عشرة مدنيين أتراك في غارة إسرائيلية على سفينة تركية",
        "تعرضت السفارة المصرية في طرابلس لهجوم مسلح",
        "ورد المتمردون الأكراد على الفور بقصف قاعدة تركية",
        "فما إن غادر الجنود المصريون القرية حتى هاجمهم مسلحون",
    ],
)
def test_reported_violence_is_coded(coder: Coder, text: str) -> None:
    assert "ASSAULT" in types(coder, text)


@pytest.mark.parametrize(
    "text",
    [
        "هل يرى الكاتب في قتل عشرة مدنيين عراقيين عملا شجاعا؟",
        "وألقى الوزير الكولومبي الذي خطفته القوات المسلحة كلمة في المؤتمر",
        "وقالت الصحيفة إن الجماعة تقتل المدنيين",
        "وأضاف الوزير اللبناني أن الحوار مستمر رغم الاغتيالات والهجمات",
        "وما دام القائد العراقي قد أعدم فلا معنى للمحاكمة",
        "ويعتقد خبراء فرنسيون أن غارة تسببت في مقتل القيادي الليبي",
        "لكن الأسوار لم تمنع محاولات تفجير الأسواق في بغداد",
        "وقررت الحكومة التركية إغلاق القرى، واعتماد القوة، وقتل المعارضين",
        "وقال النائب إن الجيش مستعد إذا قصفت إسرائيل بيروت",
        "وتدرس إسرائيل شن ضربات جوية على مواقع إيرانية",
        "واتهمت النيابة المصرية رجلا بأنه قتل سائحا ألمانيا",
    ],
)
def test_mentioned_violence_is_not(coder: Coder, text: str) -> None:
    assert "ASSAULT" not in types(coder, text)


def test_background_with_sides_and_date_is_coded(coder: Coder) -> None:
    text = "وأشار التقرير إلى القيادي الفلسطيني الذي اغتالته إسرائيل في 17 أبريل 2004"
    assert "ASSAULT" in types(coder, text)


@pytest.mark.parametrize(
    "text",
    [
        "تظاهر آلاف الفلسطينيين في رام الله",
        "خرجت مظاهرة للطلاب في فرنسا",
        "تجددت الاحتجاجات في السودان",
        "ويعتصم مئات المعلمين المغاربة أمام وزارة التعليم",
        "توجه آلاف المتظاهرين إلى القصر في تونس",
        "أحرق متظاهرون إيرانيون العلم الأمريكي",
    ],
)
def test_reported_protest_is_coded(coder: Coder, text: str) -> None:
    assert "PROTEST" in types(coder, text)


@pytest.mark.parametrize(
    "text",
    [
        "وأحرق المتظاهرون سيارات في شوارع باريس",
        "وطالب الوزير التونسي المتظاهرين بالهدوء",
        "وتحدث الرئيس الفرنسي عن المظاهرات والإضرابات",
    ],
)
def test_details_and_topics_of_protest_are_not(coder: Coder, text: str) -> None:
    assert "PROTEST" not in types(coder, text)

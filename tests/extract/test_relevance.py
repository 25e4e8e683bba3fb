"""What is no politics, and what was nobody's deed."""

from __future__ import annotations

import pytest

from waqai.models import Article
from waqai.pipeline import Coder


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder()


def events(coder: Coder, text: str) -> list[str]:
    return [r.event[0] for r in coder.code(Article(id="a", text=text, published="2024-06-15"))]


@pytest.mark.parametrize(
    "text",
    [
        "قتل عشرة أشخاص في إعصار ضرب شرق الصين.",
        "مقتل خمسة أشخاص في الصين جراء العاصفة. وقتل ثلاثة آخرون في مدينة شنغهاي الأكثر تضررا.",
        "توفي الزعيم، وأكدت الحركة مقتل القائد الأفغاني بسبب المرض.",
    ],
)
def test_accidents_and_illness_are_no_assault(coder: Coder, text: str) -> None:
    assert "ASSAULT" not in events(coder, text)


def test_a_bomb_in_a_storm_is_one(coder: Coder) -> None:
    assert "ASSAULT" in events(coder, "قتل عشرة أشخاص في انفجار قنبلة في بغداد وسط عاصفة رملية.")


def test_private_persons_of_two_countries_are_no_politics(coder: Coder) -> None:
    assert events(coder, "التقت صحفية بريطانية شابا مصريا في شرم الشيخ.") == []


def test_articles_on_everyday_life_keep_only_what_states_do(coder: Coder) -> None:
    text = (
        "افتتحت البلدية معرض الكتاب وسط حضور طلاب المدارس. وطالب أهالي الحي البلدية العراقية بصيانة الطريق والكهرباء. "
        "وشكا سائقون من ارتفاع أسعار قطع السيارات في السوق."
    )
    assert events(coder, text) == []
    assert "CONSULT" in events(coder, text + " واستقبل الرئيس العراقي نظيره المصري في بغداد.")


def test_a_foiled_attempt_is_told(coder: Coder) -> None:
    records = coder.code(Article(id="a", text="أعلنت الشرطة التركية إحباط محاولة لاستهداف سياح ألمان في أنقرة."))
    assert ("ASSAULT", "foiled") in {(r.event[0], r.status) for r in records}

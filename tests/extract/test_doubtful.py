"""Names that are common words count only where the article speaks for them."""

from __future__ import annotations

import pytest

from waqai.models import Article
from waqai.pipeline import Coder


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder()


def sides(coder: Coder, text: str, published: str) -> set[str | None]:
    article = Article(id="a", text=text, published=published)
    return {e.code for r in coder.code(article) for e in (*r.actor, *r.recipient)}


def test_a_given_name_is_no_president_of_a_country_nobody_speaks_of(coder: Coder) -> None:
    text = "طالب الأستاذ سعيد وزارة التربية المصرية بتحسين المدارس. وقال سعيد إن مصر تحتاج إلى معلمين."
    assert "TUN" not in sides(coder, text, "2021-05-01")


def test_the_same_name_is_the_president_where_his_country_is_told(coder: Coder) -> None:
    text = "استقبل سعيد في تونس العاصمة وزير الخارجية المصري."
    assert {"TUN", "EGY"} <= sides(coder, text, "2021-05-01")


def test_floods_are_not_the_capital_of_korea(coder: Coder) -> None:
    text = "حذرت الحكومة اليمنية من أمطار وسيول جارفة. وأدان سكان يمنيون انقطاع الكهرباء بعد سيول وعواصف الأمس."
    assert "KOR" not in sides(coder, text, "2021-05-01")


def test_a_well_known_name_needs_no_country_beside_it(coder: Coder) -> None:
    assert "ISR" in sides(coder, "اتهم نتنياهو إيران بمهاجمة ناقلة نفط.", "2021-05-01")


def test_a_demonym_after_a_title_is_a_given_name(coder: Coder) -> None:
    text = "استقبل الأمير تركي وزير الخارجية المصري في الرياض."
    assert "TUR" not in sides(coder, text, "2021-05-01")

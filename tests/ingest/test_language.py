# ruff: noqa: E501 - texts are long lines
import pytest

from waqai.errors import InputError, LanguageError
from waqai.ingest.gates import check_page
from waqai.ingest.language import check_language, language_of
from waqai.models import Article

ARABIC = "استقبل الرئيس المصري نظيره التركي في القاهرة وبحثا العلاقات بين البلدين."


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (ARABIC, "ar"),
        (ARABIC.replace("ي", "ی").replace("ك", "ک"), "ar"),
        ("التقى الرئيس گل نظيره في أنقرة", "ar"),
        ("قتل ثلاثة", "ar"),
        (ARABIC + " (Reuters) https://example.org/2022/10/27", "ar"),
        ("این یک متن فارسی است که درباره دیدار وزیر امور خارجه ایران با همتای عراقی خود نوشته شده است.", "fa"),
        ("وزیر اعظم نے کہا کہ پاکستان اور بھارت کے درمیان مذاکرات ہوں گے", "ur"),
        ("The foreign minister met his counterpart in Cairo on Thursday.", "en"),
        ("Le ministre des affaires étrangères a rencontré son homologue.", "fr"),
        ("12345 ... 67", None),
    ],
)
def test_languages_are_told_apart(text, language):
    assert language_of(text) == language


def test_other_languages_are_refused_by_name():
    with pytest.raises(LanguageError, match=r"English \(en\), not Arabic") as caught:
        check_language(Article(text="The minister met his counterpart on Thursday."))
    assert caught.value.language == "en"


def test_the_language_that_an_article_states_is_believed():
    check_language(Article(text=ARABIC, language="ar-EG"))
    with pytest.raises(LanguageError):
        check_language(Article(text=ARABIC, language="fa"))


@pytest.mark.parametrize("text", ["", " \n\t"])
def test_no_text_is_an_error_of_its_own(text):
    with pytest.raises(InputError, match="no text"):
        check_language(Article(text=text), where="empty.txt")


SPOKEN = {
    "Egyptian": "احنا مش عارفين هو راح فين امبارح، بس الناس اللي كانوا واقفين قالوا إنه كده كويس، وعايزين نروح دلوقتي نشوف ازاي نحل المشكلة دي قبل ما الناس كلها تزهق من اللي بيحصل.",
    "Levantine": "شو هيدا الحكي يلي عم تحكيه؟ ليش ما بدك تجي معنا هلق؟ الطقس كتير منيح، وبدنا نروح مبارح قالوا هيك، بس ما كان في حدا هونيك.",
    "Gulf and Iraqi": "شنو السالفة؟ وش تبي مني هالحين؟ أبغى أروح السوق بس ماكو سيارات هسه، وشلونك اليوم؟ الجماعة قالوا يبي يجي معنا باجر العصر.",
    "Maghrebi": "واش كاين شي جديد فالبلاد ديالنا؟ كيفاش غادي نديرو دابا، الناس بزاف كانو تما، وشحال من واحد قال علاش ماكاينش الخدمة فهاد المدينة.",
}


@pytest.mark.parametrize("name", SPOKEN)
def test_spoken_arabic_is_told_apart(name):
    with pytest.raises(InputError, match=f"written in {name} Arabic") as caught:
        check_page(Article(text=SPOKEN[name]))
    assert caught.value.reason == "dialect"


def test_a_quote_in_spoken_arabic_makes_no_other_text_of_news():
    quoted = f"{ARABIC} " * 12 + "وقال أحد الحاضرين «احنا مش عايزين كده» قبل أن يغادر القاعة."
    check_page(Article(text=quoted))
    check_page(Article(text=f"{ARABIC} وقال دي ميستورا إن دول المنطقة معنية بهذا الأمر في الوقت الحالي. " * 4))

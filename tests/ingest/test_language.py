import pytest

from waqai.errors import InputError, LanguageError
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

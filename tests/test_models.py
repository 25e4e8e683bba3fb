import datetime as dt
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from fakes import TEXT, record
from waqai.errors import InputError
from waqai.models import Article, Record


def test_offsets_count_in_the_title_too_where_one_is_given():
    assert Article(text="ب", title="أ").full_text == "أ\nب"
    assert Article(text="ب").full_text == Article(text="ب", title="").full_text == "ب"


def test_the_id_is_the_callers_or_hangs_on_the_url_or_on_the_words():
    assert Article(id="7", text=TEXT).id == Article(id=7, text=TEXT).id == "7"
    assert Article(url="http://x/1", text="أ").id == Article(url="http://x/1", text="ب").id
    assert Article(text="أ").id == Article(text="أ", id=None).id != Article(text="ب").id
    assert Article(text="ب", title="أ").id != Article(text="أ", title="ب").id


@pytest.mark.parametrize(
    "day", ["2022-10-27", "2022-10-27T09:30:00Z", dt.date(2022, 10, 27), dt.datetime(2022, 10, 27, 9)]
)
def test_the_day_of_publication_may_be_written_in_several_ways(day):
    assert Article(text="أ", published=day).published == dt.date(2022, 10, 27)


@pytest.mark.parametrize(
    "data", [{"text": None}, {}, {"text": 5}, {"text": "أ", "published": "أمس"}, {"text": "أ", "id": []}, 5, []]
)
def test_what_is_no_article_is_refused_with_its_place(data):
    with pytest.raises(InputError, match=r"^news\.jsonl:3: "):
        Article.parse(data, where="news.jsonl:3")


@given(st.text() | st.text(alphabet=st.characters(categories=("Cs", "Lo"))))
def test_any_text_makes_an_article_of_the_same_length_that_can_be_written(text):
    article = Article.parse({"text": text})
    assert len(article.full_text) == len(text)
    article.model_dump_json().encode()


def test_optional_fields_are_left_out_and_the_others_are_null():
    bare = record(Article(text=TEXT)).model_copy(update={"event_loc": None, "size": None, "date": None, "cameo": None})
    written = json.loads(bare.model_dump_json())
    assert "event_loc" not in written and "size" not in written
    assert written["date"] is None and written["cameo"] is None
    assert written["article"] == {"id": bare.article.id, "published": None, "language": "ar"}
    assert "person" not in written["actor"][0] and written["recipient"][1]["code"] is None


def test_a_record_survives_its_own_json():
    whole = record(Article(text=TEXT, title="عنوان", published="2013-11-24"))
    assert Record.model_validate_json(whole.model_dump_json()) == whole


@pytest.mark.parametrize(
    "wrong",
    [{"event": ["WAR"]}, {"event": []}, {"status": "done"}, {"quad_code": 5}, {"date": "2013-02-30"}, {"extra": 1}],
)
def test_a_record_outside_the_codebook_is_refused(wrong):
    good = json.loads(record(Article(text=TEXT)).model_dump_json())
    with pytest.raises(ValidationError):
        Record.model_validate(good | wrong)

"""Laws that hold for every text: folding, offsets, coding."""

import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from waqai.models import Article
from waqai.pipeline import Coder
from waqai.text.fold import fold, fold_with_offsets
from waqai.text.sentences import split_sentences
from waqai.text.tokens import tokenize

WORDS = """
طردت القاهرة السفير التركي استدعت الرباط سفيرها وزير الخارجية الجزائري قتل ثلاثة جنود في هجوم زار الرئيس
الفرنسي بيروت أمس نفى المتحدث باسم الحكومة أن تكون قد طلبت وساطة أعلن اتفاقا مع إيران ضد روسيا بين تركيا
وإسرائيل غدا لم لن لا سوف إذا التي الذي ، . : « » و
""".split()
arabic = st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join)
anything = st.text(max_size=200) | st.text(
    alphabet=st.characters(min_codepoint=0x600, max_codepoint=0x6FF), max_size=200
)
few = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def coder():
    return Coder()


@given(anything)
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


@given(anything)
def test_folded_characters_know_where_they_come_from(text):
    folded = fold_with_offsets(text)
    assert folded.text == fold(text)
    offsets = list(folded.offsets)[: len(folded.text)]
    assert offsets == sorted(offsets) and all(0 <= at < len(text) for at in offsets)


@given(anything)
def test_marks_change_nothing_when_folded(text):
    marked = "".join(c + "\u064e\u0651" if unicodedata.category(c) == "Lo" else c for c in text)
    assert fold(marked) == fold(text)


@given(anything | arabic)
def test_sentences_and_tokens_are_pieces_of_the_text_in_order(text):
    last = 0
    for start, end in split_sentences(text):
        assert last <= start < end <= len(text)
        last, sentence = end, text[start:end]
        at = 0
        for token in tokenize(sentence):
            assert at <= token.start < token.end <= len(sentence)
            assert sentence[token.start : token.end] == token.text
            at = token.end


@given(anything | arabic)
def test_no_letter_is_lost_between_sentences(text):
    inside = "".join(text[start:end] for start, end in split_sentences(text))
    assert [c for c in inside if c.isalpha()] == [c for c in text if c.isalpha()]


@few
@given(arabic)
def test_the_same_text_gives_the_same_records(coder, text):
    article = Article(text=text, published="2024-06-15")
    assert coder.code(article) == coder.code(article)


@few
@given(arabic, arabic)
def test_what_follows_in_another_paragraph_leaves_the_offsets_alone(coder, text, more):
    for record in coder.code(Article(text=f"{text}\n\n{more}", published="2024-06-15")):
        start, end = record.evidence.trigger
        assert f"{text}\n\n{more}"[start:end] == record.event_text
        assert not start < len(text) < end


@few
@given(arabic)
def test_a_title_apart_shifts_nothing_but_is_counted_in(coder, text):
    for record in coder.code(Article(text=text, title="عنوان", published="2024-06-15")):
        assert f"عنوان\n{text}"[slice(*record.evidence.trigger)] == record.event_text


@few
@given(arabic)
def test_explaining_shows_every_event_that_is_coded(coder, text):
    article = Article(text=text, published="2024-06-15")
    shown = {node.span for s in coder.explain(article).sentences for node in s.nodes if node.kind == "event"}
    assert {record.evidence.trigger for record in coder.code(article)} == shown

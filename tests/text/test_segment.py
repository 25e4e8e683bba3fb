"""Clitic segmentation, and the word list behind it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waqai.text.fold import fold
from waqai.text.segment import Segmenter
from waqai.text.wordlist import FLOOR, load_counts

LETTERS = st.text(st.sampled_from("ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأإؤئةى"), min_size=1, max_size=12)
DIACRITICS = "ًٌٍَُِّْـ"


@pytest.fixture(scope="module")
def segmenter() -> Segmenter:
    return Segmenter(load_counts(), known=frozenset(fold("بكين بلينكن وانغ").split()))


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("مدينتهم", ((), False, "مدينه", "هم")),
        ("وزرائه", ((), False, "وزراء", "ه")),
        ("التقاهم", ((), False, "التقي", "هم")),
        ("اتهموها", ((), False, "اتهموا", "ها")),
        ("سفيريهما", ((), False, "سفيري", "هما")),
        ("اعتقلتهم", ((), False, "اعتقلت", "هم")),
        ("يدعونه", ((), False, "يدعون", "ه")),
        ("للسلطة", (("ل",), True, "سلطه", "")),
        ("للبنان", (("ل",), False, "لبنان", "")),
        ("وبالتزامن", (("و", "ب"), True, "تزامن", "")),
        ("وسيلتقي", (("و", "س"), False, "يلتقي", "")),
        ("والتقى", (("و",), False, "التقي", "")),
        ("فالرئيس", (("ف",), True, "رييس", "")),
        ("بنظيره", (("ب",), False, "نظير", "ه")),
        ("منها", ((), False, "من", "ها")),
        ("له", ((), False, "ل", "ه")),
        ("ولهم", (("و",), False, "ل", "هم")),
        ("لأن", (("ل",), False, "ان", "")),
        ("وبأنه", (("و", "ب"), False, "ان", "ه")),
        ("كأنها", (("ك",), False, "ان", "ها")),
        ("أليس", (("ا",), False, "ليس", "")),
        ("ببكين", (("ب",), False, "بكين", "")),
    ],
)
def test_clitics_are_found(segmenter: Segmenter, word: str, expected: tuple[tuple[str, ...], bool, str, str]) -> None:
    split = segmenter.split(word)
    assert (split.proclitics, split.article, split.stem, split.enclitic) == expected


@pytest.mark.parametrize(
    "word",
    "وليد بيني واشنطن فلسطين كوبا ليبيا بغداد لبنان باريس سوريا بكين بلينكن وانغ كما مما فيما لكن هذه وزارة سيارة "
    "وفد وقف بحث كتاب سلطان سنة فتح كتلة مياه اتجاه توجيه نتنياهو بوتين فرنسا".split(),
)
def test_whole_words_stay_whole(segmenter: Segmenter, word: str) -> None:
    assert segmenter.split(word).pieces() == (fold(word),)


def test_known_words_are_not_cut_and_are_found_behind_clitics() -> None:
    counts = {"كاف": 1e-4, "بلد": 1e-4}
    assert Segmenter(counts).split("كبلد").proclitics == ("ك",)
    assert Segmenter(counts, known={"كبلد"}).split("كبلد").proclitics == ()
    assert Segmenter(counts, known={"زورنباي"}).split("وزورنباي").stem == "زورنباي"


def test_a_rare_verb_in_waw_does_not_hide_a_common_verb_after_and() -> None:
    known = {"دعا", "ودعا", "وقع", "ووقع", "ادان", "وادان", "صلت", "وصلت"}
    counts = {"دعا": 4e-5, "ودعا": 9e-6, "وقع": 9e-5, "ووقع": 6e-6, "ادان": 6e-6, "وادان": 1.5e-6, "وصلت": 1e-4}
    segmenter = Segmenter(counts, known=known)
    assert [segmenter.split(w).proclitics for w in ("ودعا", "ووقع", "وأدان")] == [("و",)] * 3
    assert segmenter.split("وصلت").proclitics == ()


def test_pieces_keep_the_original_spelling(segmenter: Segmenter) -> None:
    word = "وَلِلسُّلْطَةِ"
    split = segmenter.split(word)
    assert split.surface(word) == ("وَ", "لِ", "لسُّلْطَةِ")
    assert split.surface(word, article=True) == ("وَ", "لِ", "ل", "سُّلْطَةِ")


@given(st.text(max_size=20) | LETTERS)
def test_any_text_can_be_split(text: str) -> None:
    segmenter = Segmenter(load_counts())
    best, *others = segmenter.candidates(text)
    assert best == segmenter.split(text)
    for split in (best, *others):
        for article in (False, True):
            assert "".join(split.pieces(article=article)) == fold(text)
            assert "".join(split.surface(text, article=article)) == text
    assert any(not split.cuts() for split in (best, *others))


@given(LETTERS, st.data())
def test_diacritics_change_nothing(word: str, data: st.DataObject) -> None:
    marked = "".join(letter + data.draw(st.text(st.sampled_from(DIACRITICS), max_size=2)) for letter in word)
    segmenter = Segmenter(load_counts())
    assert segmenter.split(marked) == segmenter.split(word)


def test_the_word_list_tells_ta_marbuta_from_ha() -> None:
    counts = load_counts()
    assert counts["مدينة"] <= counts["مدينه"]
    assert min(counts.values()) >= FLOOR * 0.99


def test_a_damaged_cache_is_built_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WAQAI_CACHE_DIR", str(tmp_path))
    fresh = load_counts.__wrapped__()
    (file,) = tmp_path.iterdir()
    assert load_counts.__wrapped__() == fresh or len(load_counts.__wrapped__()) == len(fresh)
    file.write_bytes(b"not a table")
    assert len(load_counts.__wrapped__()) == len(fresh)

"""No input, however broken, makes the coder crash, hang or lie about offsets.

The default run codes 2,000 generated inputs; WAQAI_FUZZ=10000 codes as many as that, as .ci/run does.
"""

import os
import random
import time

import pytest

from waqai.errors import InputError
from waqai.ingest.language import check_language
from waqai.ingest.page import article_of_page
from waqai.models import Article, Record
from waqai.pipeline import Coder
from waqai.text.fold import fold

INPUTS = int(os.environ.get("WAQAI_FUZZ", "2000"))
LONGEST = 2.0
"""Seconds of processor time that a single input may take."""
PUBLISHED = "2024-06-15"

SENTENCES = """
طردت القاهرة السفير التركي في 23 نوفمبر 2013.
استدعت الرباط سفيرها لدى باريس للتشاور احتجاجا على القرار
قتل ثلاثة جنود وأصيب خمسة آخرون في هجوم مسلح شمال مالي، بحسب ما أعلنه متحدث باسم الجيش.
أعلن وزير الخارجية الجزائري أن بلاده «لن تقبل» الإملاءات، وفق ما نقلته وكالة الأنباء الرسمية.
زار الرئيس الفرنسي إيمانويل ماكرون بيروت مطلع سبتمبر 2020، والتقى نظيره اللبناني ميشال عون.
وقّعت السعودية وإيران في بكين اتفاقا لاستئناف العلاقات الدبلوماسية بينهما خلال شهرين.
تظاهر آلاف السودانيين في الخرطوم للمطالبة بتسليم السلطة إلى المدنيين.
نفى المتحدث باسم الحكومة العراقية أن تكون بغداد قد طلبت وساطة أحد.
حذرت واشنطن طهران من أي استهداف لقواتها، فيما دعت موسكو الجانبين إلى ضبط النفس.
هل تستأنف الدولتان المفاوضات بعد غد الخميس؟ قال مسؤول: «ربما... إذا توقفت الغارات»!
اعتقلت الشرطة التونسية 12 شخصا يوم 15 رمضان 1443 هـ بتهمة التخطيط لهجمات.
أفرجت سلطات صنعاء عن 40 أسيرا من القوات الحكومية، بعد أسبوعين من اتفاق تبادل الأسرى.
قصف الطيران الإسرائيلي مخيم جباليا ليل الأحد - الاثنين، ما أدى إلى مقتل عشرات المدنيين.
تعهدت اليابان بتقديم 3.5 مليون دولار مساعدات إلى الأردن لإيواء اللاجئين السوريين.
""".split("\n")[1:-1]
OTHER = """
رئیس‌جمهور ایران گفت که گفت‌وگوها ادامه دارد و هیچ توافقی حاصل نشده است.
وزیراعظم پاکستان نے کہا ہے کہ مذاکرات جاری رہیں گے۔
The minister met his counterpart on Thursday. Le président a déclaré que…
Президент России заявил: 外交部发言人表示 שר הביטחון
2024-06-15 15/06/2024 ١٥-٦-٢٠٢٤ 1,234.56% $40m 3½ ²³
""".split("\n")[1:-1]
MARKUP = (
    "<p>", "</p>", "<br/>", "<a href='x?a=1&b=2'>", "</a>", "<script>if (a<b) {}</script>", "<!--", "-->", "<", ">",
    "&", "&nbsp;", "&#1575;", "[[", "]]", "{{", "**", "|", "\\n", "\r\n", "http://example.org/أ?ب=ج", "@name", "#وسم",
)  # fmt: skip
MARKS_OF_DIRECTION = [chr(c) for c in (0x200E, 0x200F, 0x202A, 0x202B, 0x202C, 0x2066, 0x2069, 0x61C)]
INVISIBLE = [chr(c) for c in (0x200C, 0x200D, 0xFEFF, 0xAD, 0, 7, 9, 11, 12, 0x85, 0x2028, 0x2029)]
LONE_SURROGATES = ["\ud800", "\udfff"]
LETTERS = ["\u0640" * 40, "\u064b" * 30, "\u0651\u064e", "\ufefb", "\ufdf2", "\ufdfa", "e\u0301", "\ufffd", "\x1b[31m"]
EMOJI = ["\U0001f600", "\U0001f1f9\U0001f1f3", "\U0001f468\u200d\U0001f469\u200d\U0001f467"]
NUMBERS = ["\u0660\u0661\u0662", "\u06f1\u06f4", "9" * 400, "١" * 300, "0.0.0.0", "-1"]
STOPS = ["؟" * 20, "." * 50, "«" * 15, "»" * 15, "(" * 25, '"', "'", "“", "„", "…", "،،،", "؛"]
LONG_WORDS = ["و" * 200, "ال" * 90, "ب" * 3000, "x" * 3000, "اللهوالسلام" * 60, "وبالالوفال", "سيستستون", "،و،و،و"]
ODD = MARKS_OF_DIRECTION + INVISIBLE + LONE_SURROGATES + LETTERS + EMOJI + NUMBERS + STOPS + LONG_WORDS


def broken(seed):
    """A text made of whole, cut, shuffled and mixed pieces; the same for the same seed."""
    dice = random.Random(seed)
    pieces = [dice.choice(WAYS)(dice) for _ in range(dice.randint(1, 6))]
    text = dice.choice(("", " ", "\n", ". ")).join(pieces)
    return text[: dice.randint(0, len(text))] if dice.random() < 0.2 else text


def _sentence(dice):
    return dice.choice(SENTENCES)


def _cut(dice):
    text = _sentence(dice)
    start, end = sorted(dice.choices(range(len(text) + 1), k=2))
    return text[start:end]


def _shuffled(dice):
    words = (_sentence(dice) + " " + _sentence(dice)).split()
    dice.shuffle(words)
    return " ".join(words)


def _letters(dice):
    letters = list(_sentence(dice))
    dice.shuffle(letters)
    return "".join(letters)


def _sown(dice):
    """A sentence with odd characters and markup sown into it, inside words too."""
    letters = list(_sentence(dice))
    for _ in range(dice.randint(1, 12)):
        letters.insert(dice.randrange(len(letters)), dice.choice(dice.choice((ODD, MARKUP))))
    return "".join(letters)


def _vowelled(dice):
    return "".join(
        c + dice.choice(("", "\u064e", "\u0650", "\u064f", "\u0652", "\u0651\u064e")) for c in _sentence(dice)
    )


def _codepoints(dice):
    ranges = (
        (0, 0x250),
        (0x600, 0x700),
        (0x750, 0x780),
        (0x2000, 0x2070),
        (0xFB50, 0xFEFF),
        (0x1F300, 0x1F650),
        (0, 0x10FFFF),
    )
    return "".join(chr(dice.randint(*dice.choice(ranges))) for _ in range(dice.randint(1, 60)))


WAYS = (
    _sentence, _cut, _cut, _shuffled, _shuffled, _letters, _sown, _sown, _vowelled, _codepoints,
    lambda dice: dice.choice(OTHER), lambda dice: dice.choice(ODD), lambda dice: dice.choice(MARKUP),
)  # fmt: skip


@pytest.fixture(scope="module")
def coder():
    return Coder()


def article(seed):
    dice = random.Random(-seed - 1)
    return Article(
        text=broken(seed),
        title=dice.choice((None, "", broken(seed + 1)[:80])),
        published=dice.choice((None, PUBLISHED)),
        publisher=dice.choice((None, "alarabiya", "؟")),
    )


def spans(record):
    """`(slot, start, end)` of all evidence of a record."""
    told = record.evidence
    single = {"sentence": told.sentence, "trigger": told.trigger, "date": told.date, "loc": told.loc}
    several = {"actor": told.actor, "recipient": told.recipient, "attribution": told.attribution, "also": told.also}
    yield from ((slot, *span) for slot, span in single.items() if span is not None)
    yield from ((slot, *span) for slot, found in several.items() for span in found)


def check(record, text):
    for slot, start, end in spans(record):
        assert 0 <= start < end <= len(text), (slot, start, end)
        assert any(c.isalnum() for c in text[start:end]), (slot, text[start:end])
    (start, end), (first, last) = record.evidence.sentence, record.evidence.trigger
    assert start <= first < last <= end
    assert record.event_text == text[first:last]
    sides = zip(record.actor + record.recipient, record.evidence.actor + record.evidence.recipient, strict=True)
    assert all(entity.entity_text == text[slice(*span)] for entity, span in sides)
    assert record.date is None or record.date <= record.enddate
    assert Record.model_validate_json(record.model_dump_json()) == record


def timed(coder, item):
    began = time.process_time()
    records = coder.code(item)
    return records, time.process_time() - began


def test_no_input_crashes_hangs_or_gives_wrong_offsets(coder):
    found = 0
    for seed in range(INPUTS):
        item = article(seed)
        try:
            records, took = timed(coder, item)
            for record in records:
                check(record, item.full_text)
            assert len({record.id for record in records}) == len(records), "ids are not unique"
        except Exception as error:
            error.add_note(f"input {seed}: {item!r}")
            raise
        assert took < LONGEST, f"input {seed} took {took:.1f} s: {item!r}"
        found += len(records)
    assert found > INPUTS / 4, "the inputs are so broken that they test nothing"


def test_explaining_broken_input_works_too(coder):
    for seed in range(INPUTS // 10):
        item = article(seed)
        trace = coder.explain(item)
        nodes = [node.span for sentence in trace.sentences for node in sentence.nodes]
        for start, end in nodes + [sentence.span for sentence in trace.sentences]:
            assert 0 <= start < end <= len(item.full_text)


def test_broken_pages_are_articles_or_refused(coder):
    for seed in range(INPUTS // 20):
        page = f"<html><head><title>{broken(seed)[:60]}</title></head><body><p>{broken(seed + 1)}</p>{broken(seed + 2)}"
        try:
            item = article_of_page(page, where="page.html")
            check_language(item)
        except InputError:
            continue
        for record in coder.code(item):
            check(record, item.full_text)


@pytest.mark.parametrize(
    "piece",
    [
        "و",
        "وقال ",
        "تركيا وإسرائيل و",
        "(",
        "« ",
        "في 3 مايو ",
        "من ",
        ", ",
        "10 ",
        "الذي ",
        "أن ",
        "بن ",
        "12/",
        "وزير ",
    ],
)
def test_the_same_again_and_again_without_a_stop(coder, piece):
    assert timed(coder, Article(text=piece * (20_000 // len(piece)), published=PUBLISHED))[1] < LONGEST


def test_a_sentence_of_nothing_but_verbs(coder):
    assert timed(coder, Article(text="قتل " * 2000, published=PUBLISHED))[1] < LONGEST


def told(records):
    """What must not change with the spelling: rules, codes, dates, sides."""
    return [
        (
            r.rule,
            r.event,
            r.mode,
            r.cameo,
            r.status,
            r.date,
            r.enddate,
            r.date_basis,
            *map(codes, (r.actor, r.recipient)),
        )
        for r in records
    ]


def codes(side):
    return [(entity.code, entity.sectors, fold(entity.person or ""), entity.office) for entity in side]


MARKS = ("", "\u064e", "\u0650", "\u064f", "\u0652", "\u0651\u064e", "\u0640")


@pytest.mark.parametrize("seed", range(6))
def test_vowels_and_tatweel_change_nothing(coder, seed):
    dice = random.Random(seed)
    bare = " ".join(SENTENCES).replace("\u0651", "")
    vowelled = "".join(c + (dice.choice(MARKS) if "\u0628" <= c <= "\u064a" else "") for c in bare)
    plain, marked = (coder.code(Article(text=text, published=PUBLISHED)) for text in (bare, vowelled))
    assert told(plain) == told(marked) != []


def test_a_fully_vowelled_sentence_codes_as_the_bare_one(coder):
    pairs = {
        "زَارَ رَئِيسُ الوُزَرَاءِ العِرَاقِيُّ طَهْرَانَ يَوْمَ أَمْسِ": "زار رئيس الوزراء العراقي طهران يوم أمس",
        "اِسْتَدْعَتِ الرِّبَاطُ سَفِيرَهَا لَدَى بَارِيسَ": "استدعت الرباط سفيرها لدى باريس",
        "اِعْتَقَلَتِ الشُّرْطَةُ التُّونِسِيَّةُ ثَلَاثَةَ صَحَفِيِّينَ": "اعتقلت الشرطة التونسية ثلاثة صحفيين",
    }
    for vowelled, bare in pairs.items():
        found, wanted = (coder.code(Article(text=text, published=PUBLISHED)) for text in (vowelled, bare))
        assert told(found) == told(wanted) != []
        assert all(check(record, vowelled) is None for record in found)


def test_spelling_variants_change_nothing(coder):
    bare = " ".join(SENTENCES)
    variants = {
        "hamza left out": bare.translate(str.maketrans("أإآ", "ااا")),
        "Arabic digits": bare.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")),
        "bidi marks": bare.replace(" ", " \u200f").replace("«", "\u202b«"),
        "other spaces": bare.replace(" ", "\u00a0"),
    }
    wanted = told(coder.code(Article(text=bare, published=PUBLISHED)))
    for name, text in variants.items():
        assert told(coder.code(Article(text=text, published=PUBLISHED))) == wanted, name


def test_the_same_article_twice_gives_the_same_records(coder):
    item = Article(id="1", text="\n".join(SENTENCES), published=PUBLISHED)
    first = coder.code(item)
    for seed in range(20):
        coder.code(article(seed))
    assert coder.code(item) == first != []
    assert len({record.id for record in first}) == len(first)


def long(chars):
    text = "\n".join(SENTENCES) + "\n"
    return Article(text=(text * (chars // len(text) + 1))[:chars], published=PUBLISHED)


def test_twice_the_length_takes_twice_the_time(coder):
    coder.code(long(20_000))
    half, whole = (timed(coder, long(chars))[1] for chars in (250_000, 500_000))
    assert whole < 2.6 * half, f"{half:.1f} s and {whole:.1f} s"

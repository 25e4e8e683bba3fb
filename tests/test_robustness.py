"""No input, however broken, makes the coder crash, hang or lie about offsets.

The default run codes 2,000 generated inputs; WAQAI_FUZZ=10000 codes as many as that, as .ci/run does.
"""

import os
import random
import re
import time

import pytest

from waqai.ingest.html import strip_markup
from waqai.models import Article
from waqai.pipeline import Coder

INPUTS = int(os.environ.get("WAQAI_FUZZ", "2000"))
LONGEST = 2.0
"""Seconds that a single input may take."""
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
    "<p>", "</p>", "<br/>", "<a href='x?a=1&b=2'>", "</a>", "&nbsp;", "&#1575;", "<!--", "-->", "<script>if (a<b) {}</script>",
    "[[", "]]", "{{", "**", "|", "\\n", "\r\n", "http://example.org/أ?ب=ج", "@name", "#وسم_طويل", "<", ">", "&", "%d", "{}",
)  # fmt: skip
ODD = (
    "\u200e", "\u200f", "\u202a", "\u202b", "\u202c", "\u2066", "\u2069", "\u200c", "\u200d", "\ufeff", "\u061c", "\u00ad",
    "\x00", "\x07", "\x1b[31m", "\ud800", "\udfff", "\ufffd", "\u0640" * 40, "\u064b" * 30, "\u0651\u064e", "\ufefb", "\ufdf2", "\ufdfa",
    "\U0001f600", "\U0001f1f9\U0001f1f3", "\U0001f468\u200d\U0001f469\u200d\U0001f467", "e\u0301", "\u0660\u0661\u0662", "\u06f1\u06f4",
    "\u2028", "\u2029", "\u0085", "\t", "\v", "\f", "؟" * 20, "." * 50, "«" * 15, "»" * 15, "(" * 25, '"', "'", "“", "„", "…", "،،،", "؛",
    "و" * 200, "ال" * 90, "ب" * 3000, "x" * 3000, "9" * 400, "اللهوالسلام" * 60, "وبالالوفال", "سيستستون", "،و،و،و", "١" * 300, "0.0.0.0", "-1",
)  # fmt: skip


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
    return "".join(c + dice.choice(("", "\u064e", "\u0650", "\u064f", "\u0652", "\u0651\u064e")) for c in _sentence(dice))


def _codepoints(dice):
    ranges = ((0, 0x250), (0x600, 0x700), (0x750, 0x780), (0x2000, 0x2070), (0xFB50, 0xFEFF), (0x1F300, 0x1F650), (0, 0x10FFFF))
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

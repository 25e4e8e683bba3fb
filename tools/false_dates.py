"""How often a date is read where none stands: `false_dates.py PATH... [--show]`.

PATHs are JSONL files of sentences. Counted are those without any word that could date something: no month of any
calendar, no weekday, day, night, week, month, year, season or century, no festival, no yesterday or tomorrow, no year
in digits, no written-out date. The list of such words stands here, wide on purpose and apart from the program's own,
so that what the program finds in those sentences is wrong without anybody's judgement. What it finds among sentences
that do hold such a word cannot be counted so; docs/accuracy.md tells what reading them showed.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator
from pathlib import Path

from waqai import find_dates

_LETTERS = str.maketrans("أإآٱىة", "ااااي" + "ه")
_MARKS = re.compile("[\u0640\u064b-\u0652\u0670]")
_DATING = """
    يناير فبراير مارس ابريل مايو يونيو يوليو اغسطس سبتمبر اكتوبر نوفمبر ديسمبر نونبر دجنبر شتنبر غشت يوليوز
    كانون شباط اذار نيسان ايار حزيران تموز اب ايلول تشرين جانفي فيفري افريل ماي جوان جويليه اوت
    محرم المحرم صفر ربيع جمادي رجب شعبان رمضان شوال القعده الحجه قعده حجه
    الاثنين الثلاثاء الاربعاء الخميس الجمعه السبت الاحد جمعه
    امس بالامس اليوم غدا غد الغد البارحه يوم يوما يومين يومي ايام اياما الايام ليل ليله ليلا الليل الليله ليالي
    فجر فجرا صباح صباحا الصباح ظهر ظهرا عصر مساء المساء نهار النهار ساعه ساعات الساعات الساعه ساعتين دقائق دقيقه
    اسبوع اسبوعا الاسبوع اسبوعين اسابيع الاسابيع شهر شهرا الشهر شهرين اشهر شهور الاشهر الشهور
    عام عاما العام عامين اعوام الاعوام سنه السنه سنوات السنوات سنتين سنين السنين سنويا عامي
    صيف الصيف شتاء الشتاء خريف الخريف الربيع عقد العقد عقود العقود عقدين قرن القرن قرون القرون قرنين
    عشرينات ثلاثينات اربعينات خمسينات ستينات سبعينات ثمانينات تسعينات
    العشرينات الثلاثينات الاربعينات الخمسينات الستينات السبعينات الثمانينات التسعينات
    عشرينيات ثلاثينيات اربعينيات خمسينيات ستينيات سبعينيات ثمانينيات تسعينيات
    العشرينيات الثلاثينيات الاربعينيات الخمسينيات الستينيات السبعينيات الثمانينيات التسعينيات
    عيد العيد الاضحي الفطر عاشوراء الميلاد مولد المولد راس الهجره الهجري
    حرب الحرب ثوره الثوره نكسه النكسه نكبه النكبه هجمات اعتداءات احداث ذلك الحين انذاك حينها مده فتره الفتره ربع الربع
""".split()
_STEMS = frozenset(_DATING)
_PREFIXED = re.compile(r"(?:[وف])?(?:[بلكس])?(.+)")
_DIGITS = re.compile(r"\b(?:1[89]|20)\d\d|\d\s?[/.\-]\s?\d|[٠-٩]")


def has_dating_word(sentence: str) -> bool:
    """Whether anything in a sentence could date an event, read as widely as possible."""
    if _DIGITS.search(sentence):
        return True
    words = re.findall(r"[^\W\d_]+", _MARKS.sub("", sentence).translate(_LETTERS))
    return any(form in _STEMS for word in words for form in _forms(word))


def _forms(word: str) -> Iterator[str]:
    yield word
    for form in (word.lstrip("وف"), word[1:], word[2:]):
        yield form
        if form.startswith("ل"):
            yield "ا" + form
            yield "ال" + form[1:]
    match = _PREFIXED.fullmatch(word)
    if match:
        yield match[1]


def sentences(paths: list[Path]) -> Iterator[tuple[str, str | None]]:
    """Each sentence once, with its day of publication."""
    seen: set[str] = set()
    for path in paths:
        for row in map(json.loads, path.read_text(encoding="utf8").splitlines()):
            if row["text"] not in seen:
                seen.add(row["text"])
                yield row["text"], row.get("published")


def main() -> None:
    """Count and print."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("paths", type=Path, nargs="+", metavar="PATH")
    cli.add_argument("--show", action="store_true", help="print the false hits")
    args = cli.parse_args()
    total = undated = hits = 0
    for text, published in sentences(args.paths):
        total += 1
        if has_dating_word(text):
            continue
        undated += 1
        found = find_dates(text, published)
        hits += bool(found)
        if args.show and found:
            print([(f.text, f.start, f.end) for f in found], " ".join(text.split()), sep="\t")
    print(f"{total} sentences, {undated} without a date, false hits in {hits} = {hits / max(undated, 1):.4f}")


if __name__ == "__main__":
    main()

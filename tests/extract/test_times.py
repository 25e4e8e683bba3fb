"""Time expressions: one example a class, what must stay silent, and the laws that hold for all."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from waqai.errors import UsageError
from waqai.extract.times import Shift, TimeExpression, find_dates, resolve_anchored
from waqai.extract.times.tokens import Tokens

# A Wednesday.
PUBLISHED = "2021-03-10"


def only(text: str, published: str | None = PUBLISHED) -> TimeExpression:
    found = find_dates(text, published)
    assert len(found) == 1, [f.text for f in found]
    return found[0]


EXPLICIT = [
    ("زار الوزير عمان في 27 أكتوبر 2019", "2019-10-27", "2019-10-27", "day"),
    ("وقع الهجوم في 27 تشرين الأول 2019 شرق المدينة", "2019-10-27", "2019-10-27", "day"),
    ("وقع الهجوم في 5 كانون الثاني/يناير 2019", "2019-01-05", "2019-01-05", "day"),
    ("صدر القرار بتاريخ 27/10/2019", "2019-10-27", "2019-10-27", "day"),
    ("صدر القرار بتاريخ ٢٧-١٠-٢٠١٩", "2019-10-27", "2019-10-27", "day"),
    ("صدر القرار في 2019-10-27", "2019-10-27", "2019-10-27", "day"),
    ("صدر القرار يوم 18 / 8 / 2019", "2019-08-18", "2019-08-18", "day"),
    ("اجتمعوا في الثالث والعشرين من يوليو 2018", "2018-07-23", "2018-07-23", "day"),
    ("التقى الرئيسان في يناير (كانون الثاني) 2017", "2017-01-01", "2017-01-31", "month"),
    ("أعلن ذلك في جويلية 2017", "2017-07-01", "2017-07-31", "month"),
    ("أعلن ذلك في 3 أوت 2017", "2017-08-03", "2017-08-03", "day"),
    ("انتخب عام 2014 رئيسا للبلاد", "2014-01-01", "2014-12-31", "year"),
    ("اندلعت المعارك في 2014", "2014-01-01", "2014-12-31", "year"),
    ("قتل خلال حملة صيف 2006 في الجنوب", "2006-06-01", "2006-08-31", "season"),
    ("حكم البلاد في ثمانينيات القرن الماضي", "1980-01-01", "1989-12-31", "decade"),
    ("زاد التبادل في الربع الثالث من عام 2016", "2016-07-01", "2016-09-30", "season"),
    ("اعتقل مطلع عام 2012", "2012-01-01", "2012-06-30", "year"),
    ("اعتقل أواخر تموز 2012", "2012-07-16", "2012-07-31", "month"),
    ("خاضوا حربا بين 2011 و2013", "2011-01-01", "2013-12-31", "year"),
    ("استمرت الهدنة من يناير إلى مارس 2011", "2011-01-01", "2011-03-31", "month"),
    ("عقد المؤتمر من 3 إلى 12 سبتمبر 2018", "2018-09-03", "2018-09-12", "day"),
    ("أعلنت الهدنة في 15 رمضان 1443", "2022-04-16", "2022-04-16", "day"),
    ("بويع الملك عام 1436 هـ", "2014-10-25", "2015-10-13", "year"),
    ("وقع الاعتداء قبل هجمات 11 سبتمبر", None, "2001-09-10", "day"),
    ("فتحت السفارة خلال الربيع العربي", "2010-12-17", "2012-12-31", "year"),
    ("فقد والده خلال حرب أكتوبر", "1973-10-06", "1973-10-25", "day"),
]


@pytest.mark.parametrize(("text", "start", "end", "precision"), EXPLICIT)
def test_explicit_dates(text: str, start: str | None, end: str, precision: str) -> None:
    found = only(text)
    assert (found.start, found.end, found.precision, found.basis) == (start, end, precision, "explicit")
    # They need no publication date.
    assert (only(text, None).start, only(text, None).end) == (start, end)


RELATIVE = [
    ("استقبل الأمير أمس وفدا", "2021-03-09", "2021-03-09", "day"),
    ("استقبله فجر اليوم", "2021-03-10", "2021-03-10", "day"),
    ("استقبله أول من أمس", "2021-03-08", "2021-03-08", "day"),
    ("يلتقيان غدا في الدوحة", "2021-03-11", "2021-03-11", "day"),
    ("يلتقيان بعد غد في الدوحة", "2021-03-12", "2021-03-12", "day"),
    ("قصفت الطائرات الموقع الاثنين", "2021-03-08", "2021-03-08", "day"),
    ("قصفت الموقع مساء أمس الثلاثاء", "2021-03-09", "2021-03-09", "day"),
    ("زار المدينة الأربعاء الماضي", "2021-03-03", "2021-03-03", "day"),
    ("يزور المدينة الأحد المقبل", "2021-03-14", "2021-03-14", "day"),
    ("سيزور المدينة الأحد", "2021-03-14", "2021-03-14", "day"),
    ("خلال الأسبوع الجاري شهدت المدينة هدوءا", "2021-03-08", "2021-03-14", "week"),
    ("قتل الجندي الأسبوع الماضي", "2021-03-01", "2021-03-07", "week"),
    ("اعتقل منتصف الشهر الماضي", "2021-02-11", "2021-02-20", "month"),
    ("تجرى الانتخابات مطلع العام المقبل", "2022-01-01", "2022-06-30", "year"),
    ("اغتيل قبل ثلاثة أسابيع", "2021-02-17", "2021-02-17", "week"),
    ("توفي قبل عامين", "2019-03-10", "2019-03-10", "year"),
    ("توفي قبل عقد ونصف في المنفى", "2006-03-10", "2006-03-10", "decade"),
    ("التقى نظيره قبل أسابيع", "2021-01-09", "2021-03-10", "unknown"),
    ("تحاصر القوات البلدة منذ ثلاثة أسابيع", "2021-02-17", "2021-03-10", "week"),
    ("قتل العشرات في الأيام الثلاثة الماضية", "2021-03-07", "2021-03-09", "day"),
    ("يعقد اللقاء خلال اليومين المقبلين", "2021-03-11", "2021-03-12", "day"),
]


@pytest.mark.parametrize(("text", "start", "end", "precision"), RELATIVE)
def test_relative_dates(text: str, start: str, end: str, precision: str) -> None:
    found = only(text)
    assert (found.start, found.end, found.precision, found.basis) == (start, end, precision, "relative")
    undated = only(text, None)
    assert (undated.start, undated.end, undated.alternatives) == (None, None, ())


WITHOUT_YEAR = [
    ("زار الوزير عمان في 27 أكتوبر", "2020-10-27", "2020-10-27", "day", "explicit"),
    ("زار الوزير عمان في 27/10", "2020-10-27", "2020-10-27", "day", "explicit"),
    ("زار الوزير عمان في 14 جانفي", "2021-01-14", "2021-01-14", "day", "explicit"),
    ("صدر الحكم في فيفري الماضي", "2021-02-01", "2021-02-28", "month", "explicit"),
    ("صدر الحكم في يناير (كانون الثاني)", "2021-01-01", "2021-01-31", "month", "explicit"),
    ("غادر الوفد أواخر تموز", "2020-07-16", "2020-07-31", "month", "explicit"),
    ("غادر الوفد مطلع شهر محرم", "2020-08-20", "2020-09-03", "month", "explicit"),
    ("غادر الوفد في عيد الأضحى الماضي", "2020-07-31", "2020-08-03", "day", "relative"),
    ("غادر الوفد مطلع العام", "2021-01-01", "2021-06-30", "year", "relative"),
    ("تراجع التبادل في الربع الأول بنسبة كبيرة", "2021-01-01", "2021-03-31", "season", "relative"),
    ("تراجع التبادل في الربع الأخير", "2020-10-01", "2020-12-31", "season", "relative"),
    ("اجتمعا في الثالث والعشرين من الشهر الجاري", "2021-03-23", "2021-03-23", "day", "relative"),
    ("لم تفتح السفارة منذ النكبة", "1948-05-15", PUBLISHED, "year", "explicit"),
    ("خرجت مظاهرة بعد صلاة الجمعة", "2021-03-05", "2021-03-05", "day", "relative"),
]


@pytest.mark.parametrize(("text", "start", "end", "precision", "basis"), WITHOUT_YEAR)
def test_what_names_no_year_lies_near_publication(text: str, start: str, end: str, precision: str, basis: str) -> None:
    found = only(text)
    assert (found.start, found.end, found.precision, found.basis) == (start, end, precision, basis)


@pytest.mark.parametrize(("text", "start", "end", "precision"), RELATIVE)
def test_a_week_later_they_lie_a_week_later(text: str, start: str, end: str, precision: str) -> None:
    if precision not in ("day", "week"):
        pytest.skip("calendar months and years do not move with the week")
    later = only(text, (date.fromisoformat(PUBLISHED) + timedelta(days=7)).isoformat())
    assert later.start == (date.fromisoformat(start) + timedelta(days=7)).isoformat()
    assert later.end == (date.fromisoformat(end) + timedelta(days=7)).isoformat()


@settings(deadline=None)
@given(
    st.sampled_from([case[0] for case in RELATIVE if case[3] in ("day", "week")]),
    st.dates(date(1950, 1, 1), date(2060, 1, 1)),
)
def test_shifting_publication_shifts_relative_dates(text: str, day: date) -> None:
    week = timedelta(days=7)
    for now, later in zip(find_dates(text, day), find_dates(text, day + week), strict=True):
        assert now.start and later.start and now.end and later.end
        if "أسابيع" in text and now.precision == "unknown":
            continue
        assert date.fromisoformat(later.start) - date.fromisoformat(now.start) == week
        assert date.fromisoformat(later.end) - date.fromisoformat(now.end) == week


@settings(deadline=None)
@given(st.sampled_from([case[0] for case in EXPLICIT]), st.dates(date(1950, 1, 1), date(2060, 1, 1)))
def test_shifting_publication_leaves_explicit_dates(text: str, day: date) -> None:
    assert find_dates(text, day) == find_dates(text, day + timedelta(days=7))


@pytest.mark.parametrize(
    ("text", "variants"),
    [
        ("قتل في 5 أغسطس 2013 مدنيان", ["قُتِلَ في 5 أَغُسْطُس 2013", "قتل في 5 آب 2013 مدنيان", "قتل في ٥ أوت ٢٠١٣"]),
        ("منذ 14 نوفمبر 2012", ["مُنذُ 14 تشرين الثاني 2012", "منذ ١٤ تشرين الثاني/نوفمبر ٢٠١٢", "منـذ 14 نونبر 2012"]),
        ("وصل الأربعاء الماضي", ["وصلَ الأَرْبِعاءَ الماضِي", "وصل الاربعاء الماضى", "وصل يوم الأربعاء الماضي"]),
        ("زاره قبل 3 أيام", ["زاره قبل ٣ أيام", "زاره قبل ثلاثة أيام", "زارَهُ قَبْلَ ثلاثةِ أيّامٍ"]),
    ],
)
def test_spelling_variants_give_the_same_dates(text: str, variants: list[str]) -> None:
    wanted = only(text)
    for variant in variants:
        found = only(variant)
        assert (found.start, found.end, found.precision) == (wanted.start, wanted.end, wanted.precision), variant


def test_a_weekday_has_the_next_one_as_alternative() -> None:
    found = only("الاجتماع الثلاثاء في القاهرة")
    assert (found.start, found.alternatives) == ("2021-03-09", (("2021-03-16", "2021-03-16"),))
    assert found.towards("future").start == "2021-03-16"
    assert found.towards("future").towards("past") == found


def test_direction_chooses_the_year_of_a_month() -> None:
    text = "الاجتماع في أغسطس بالقاهرة"
    assert find_dates(text, PUBLISHED)[0].start == "2020-08-01"
    assert find_dates(text, PUBLISHED, direction="future")[0].start == "2021-08-01"
    assert only("الاجتماع في أغسطس المقبل").start == "2021-08-01"


def test_a_week_may_begin_on_sunday() -> None:
    found = find_dates("قتل الجندي الأسبوع الماضي", PUBLISHED, first_weekday=6)[0]
    assert (found.start, found.end) == ("2021-02-28", "2021-03-06")


def test_since_reaches_until_publication() -> None:
    found = only("لم يزر رئيس هذا البلد منذ 2007")
    assert (found.kind, found.start, found.end) == ("since", "2007-01-01", PUBLISHED)


def test_a_part_tells_its_whole() -> None:
    assert only("اعتقل أواخر الشهر الماضي").within == ("2021-02-01", "2021-02-28")


def test_a_festival_by_the_hijri_calendar() -> None:
    assert (only("قصفوا السوق أيام عيد الأضحى 2014").start, only("صلوا معا في عيد الفطر").start) == (
        "2014-10-04",
        "2020-05-24",
    )


@pytest.mark.parametrize(
    ("text", "shift", "start", "end"),
    [
        ("ثم اغتيل بعد عامين على يد حارسه", Shift(2, "year", 1), "2012-06-05", "2012-06-05"),
        ("وفي اليوم التالي انسحب الجيش", Shift(1, "day", 1, whole=True), "2010-06-06", "2010-06-06"),
        ("وكان قد استقال قبل ذلك بشهر", Shift(1, "month", -1), "2010-05-05", "2010-05-05"),
        ("وتوفي في العام نفسه", Shift(0, "year", 0, whole=True), "2010-01-01", "2010-12-31"),
        ("وعاد بعد ذلك بثلاثة أيام", Shift(3, "day", 1), "2010-06-08", "2010-06-08"),
        ("وقتل بعد ساعات من وصوله", Shift(None, "hour", 1), "2010-06-05", "2010-06-05"),
        ("واستقال قبل يومين من الانتخابات", Shift(2, "day", -1), "2010-06-03", "2010-06-03"),
    ],
)
def test_anchored_expressions(text: str, shift: Shift, start: str, end: str) -> None:
    found = only(text)
    assert (found.kind, found.basis, found.start, found.shift) == ("anchored", "anchored", None, shift)
    dated = resolve_anchored(found, ("2010-06-05", "2010-06-05"))
    assert (dated.start, dated.end) == (start, end)
    assert resolve_anchored(found, (None, None)) == found


def test_after_a_future_verb_time_counts_from_publication() -> None:
    assert only("ستعقد القمة بعد أسبوعين في بغداد").start == "2021-03-24"


def test_a_duration_says_how_long_not_when() -> None:
    found = only("دارت المعارك على مدى ثلاثة أيام")
    assert (found.kind, found.start, found.shift) == ("duration", None, Shift(3, "day", 0))


@pytest.mark.parametrize(
    "text",
    [
        "مارس الوفد ضغوطا على الطرفين",
        "قال الأمين العام للأمم المتحدة إن المدير العام غادر",
        "تنفيذ القرار 1701 وقرار مجلس الأمن رقم 2254 والمادة 5",
        "رجل مسن عمره 21 عاما وطفل في الخامسة",
        "تبرعت الحكومة بنحو 2015 دولارا لكل عائلة",
        "تضرر 2000 منزل في 2000 قرية",
        "نسبة 27% وزيادة 3.5 في المئة",
        "فاز الفريق 3-2 في المباراة",
        "قالت قوى 14 آذار إن الحوار تعثر",
        "سكان مدينة 6 أكتوبر وشارع 26 يوليو",
        "الشعب في أمس الحاجة إلى الغذاء",
        "ذكرت عين اليوم أن الوزير استقال",
        "افتتح باب القبول وشرب الماء",
        "أعداء الأمس أصبحوا أصدقاء",
        "اليوم العالمي للمرأة",
        "فتحت المحال في سوق الثلاثاء أبوابها",
        "عشر ثوان وثانية ودقيقة",
        "هاتف المكتب 009625551234",
        "انفجرت قنبلة زنة 1500 كيلوغرام",
        "نسير يوما بعد يوم نحو السلام",
        "للإضراب العام في البلاد أسباب",
        "الإمام رمضان وصفر والسيد رجب",
        "انتهت المباراة صفر - صفر",
        "سجل الهدف في الربع الأول من المباراة",
        "تأهل الفريق إلى ربع النهائي",
        "قال الإمام في خطبة الجمعة إن الوضع صعب",
        "يؤم الشيخ صلاة الجمعة في المسجد الكبير",
        "يريان أن الاثنين يتحملان المسؤولية",
        "روى الشهود ما جرى في «الأحد الدامي»",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert [f.text for f in find_dates(text, PUBLISHED)] == []


def test_publication_must_be_a_date() -> None:
    with pytest.raises(UsageError, match="2022-10-27"):
        find_dates("أمس", "yesterday")


_WORDS = st.sampled_from(
    "في من منذ قبل بعد بين إلى حتى خلال و 27 31 2019 1443 99/99/2020 30 شهر يوم عام العام أسبوعين ثلاثة الثالث "
    "والعشرين آذار تشرين الأول الماضي المقبل مطلع نهاية رمضان الخميس أمس غد اليوم التالي نفسه عقد ونصف القرن قرون "
    "5000 الأسبوع ذلك بشهر ( ) / -".split()
)


@settings(max_examples=400, deadline=None)
@given(st.lists(_WORDS, max_size=14).map(" ".join) | st.text(max_size=60), st.dates())
def test_any_text_gives_valid_offsets_and_ordered_ends(text: str, published: date) -> None:
    last = 0
    for found in find_dates(text, published):
        start, end = found.offsets
        assert last <= start < end <= len(text)
        assert text[start:end] == found.text
        assert found.start is None or found.end is None or found.start <= found.end
        last = end


def test_offsets_survive_marks_and_ligatures() -> None:
    text = "قُتِلَ الجنديّ ﻻحقا يومَ الثُلاثاء ٢٧ أُكتوبر ٢٠١٩ في ﻻهاي"
    found = only(text)
    assert found.text == text[slice(*found.offsets)] == "يومَ الثُلاثاء ٢٧ أُكتوبر ٢٠١٩"


WORDS = (
    "في من 14 2005 آذار عام العام امس ، ( ) و - بعد قبل منذ حتى إلى بين أيام الأول أول أكثر شهر الشهر الماضي هذا "
    "يوم مساء الخميس والجمعة 3/4 1/2/2003 رمضان ثلاثة والعشرين نهاية القرن صيف ونصف الآن ذلك عيد الفطر الأضحى بتاريخ هـ"
).split()


@settings(deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=12))
def test_looking_at_the_next_word_loses_nothing(words: list[str]) -> None:
    text = " ".join(words)
    quick = find_dates(text, PUBLISHED)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Tokens, "kinds_after", lambda _self, _at: None)
        assert find_dates(text, PUBLISHED) == quick

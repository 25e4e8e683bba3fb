"""Who held an office: public facts, asked in Arabic, in English and in codes."""

import datetime as dt

import pytest

from waqai.extract.who import OfficeBook, who
from waqai.packs.pack import load_pack


@pytest.fixture(scope="module")
def book():
    return OfficeBook(load_pack())


def names(answers):
    return [answer.name_en for answer in answers]


@pytest.mark.parametrize(
    ("query", "on", "name"),
    [
        ("وزير الدفاع الإسرائيلي", "2022-10-27", "Benny Gantz"),
        ("وزير الدفاع الإسرائيلي", "2010-05-01", "Ehud Barak"),
        ("رئيس وزراء العراق", "2015-01-01", "Haider al-Abadi"),
        ("رئيس الحكومة التونسية", "2015-06-01", "Habib Essid"),
        ("الرئيس المصري", "2005-01-01", "Hosni Mubarak"),
        ("الرئيس المصري", "2013-01-01", "Mohamed Morsi"),
        ("الرئيس التركي", "2012-01-01", "Abdullah Gul"),
        ("ملك الأردن", "2020-01-01", "Abdullah II of Jordan"),
        ("أمير قطر", "2012-01-01", "Hamad bin Khalifa Al Thani"),
        ("المستشارة الألمانية", "2016-01-01", "Angela Merkel"),
        ("وزير الخارجية الأميركي", "2014-01-01", "John Kerry"),
        ("وزيرة الخارجية الأمريكية", "2010-01-01", "Hillary Clinton"),
        ("الأمين العام للأمم المتحدة", "2012-01-01", "Ban Ki-moon"),
        ("المرشد الإيراني", "2020-01-01", "Ali Khamenei"),
        ("وزير خارجية إيران", "2015-07-14", "Mohammad Javad Zarif"),
    ],
)
def test_an_office_with_its_country(book, query, on, name):
    assert names(book.who(query, on)) == [name]


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("prime minister of Iraq", "Haider al-Abadi"),
        ("Iraq: Prime Minister", "Haider al-Abadi"),
        ("IRQ head_of_government", "Haider al-Abadi"),
        ("head_of_government IRQ", "Haider al-Abadi"),
        ("foreign minister of Iran", "Mohammad Javad Zarif"),
        ("secretary of state United States", "John Kerry"),
        ("defense minister of Israel", "Moshe Yaalon"),
        ("chief of state of France", "François Hollande"),
        ("king of Jordan", "Abdullah II of Jordan"),
        ("supreme leader of Iran", "Ali Khamenei"),
    ],
)
def test_english_and_codes(book, query, name):
    assert names(book.who(query, "2015-07-14")) == [name]


def test_the_longer_name_of_a_country_wins(book):
    assert names(book.who("president of South Sudan", "2015-01-01")) == ["Salva Kiir"]
    assert names(book.who("president of Sudan", "2015-01-01")) == ["Omar al-Bashir"]


@pytest.mark.parametrize(
    ("query", "on", "name"),
    [
        ("الرئيس المصري السابق", "2012-10-01", "Mohamed Hussein Tantawi"),
        ("رئيس الوزراء الإسرائيلي السابق", "2022-10-27", "Naftali Bennett"),
        ("الرئيس الفرنسي السابق", "2014-01-01", "Nicolas Sarkozy"),
        ("الرئيس التونسي الراحل", "2019-09-01", "Beji Caid Essebsi"),
        ("الرئيس الأميركي المنتخب", "2016-12-01", "Donald Trump"),
        ("رئيس الوزراء العراقي المكلف", "2022-10-20", "Mohammed Shia al-Sudani"),
    ],
)
def test_former_late_elect_and_designate(book, query, on, name):
    assert names(book.who(query, on)) == [name]


def test_a_person_is_answered_with_the_offices_of_that_day(book):
    def held(name, day):
        return {(answer.office, answer.code) for answer in book.who(name, day)}

    assert ("head_of_government", "ISR") in held("بنيامين نتنياهو", "2014-08-01")
    assert held("بنيامين نتنياهو", "2000-08-01") == set()
    assert ("head_of_government", "TUR") in held("رجب طيب أردوغان", "2010-01-01")
    assert ("head_of_state", "TUR") in held("رجب طيب أردوغان", "2020-01-01")


def test_shared_heads_of_state_are_found_by_office_but_named_by_home(book):
    assert names(book.who("head of state of Australia", "2020-01-01")) == ["Elizabeth II"]
    assert {answer.code for answer in book.who("إيمانويل ماكرون", "2022-01-01")} == {"FRA"}
    assert {answer.code for answer in book.who("شي جين بينغ", "2022-01-01")} == {"CHN"}


def test_the_day_of_change_belongs_to_the_new_holder(book):
    assert names(book.who("الرئيس الأميركي", "2021-01-20")) == ["Joe Biden"]
    assert names(book.who("الرئيس الأميركي", "2021-01-19")) == ["Donald Trump"]


def test_the_day_may_be_a_date_and_answers_tell_from_when_to_when():
    (answer,) = who("الرئيس الأميركي", dt.date(2010, 1, 1))
    assert (answer.name_en, answer.office, answer.code) == ("Barack Obama", "head_of_state", "USA")
    assert (answer.start, answer.end, answer.name_ar) == ("2009-01-20", "2017-01-20", "باراك أوباما")


@pytest.mark.parametrize(
    "query", ["", "؟", "الطقس غدا", "وزير", "وزير الدفاع", "minister", "XXX head_of_state", "\u200f"]
)
def test_nobody_is_no_answer_and_no_guess(book, query):
    assert book.who(query, "2020-01-01") == []


@pytest.mark.parametrize("on", ["1900-01-01", "2099-01-01"])
def test_far_away_days(book, on):
    assert all(not answer.end or answer.end >= on for answer in book.who("رئيس الوزراء الإسرائيلي", on))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("prime minister of Uganda", ["Robinah Nabbanja"]),
        ("رئيسة وزراء أوغندا", ["Robinah Nabbanja"]),
        ("head of government of Uganda", ["Yoweri Museveni", "Robinah Nabbanja"]),
        ("chief of state of Iran", ["Ali Khamenei"]),
        ("president of Iran", ["Ebrahim Raisi"]),
        ("chief of state of Puerto Rico", ["Joe Biden"]),
        ("head of government of Virgin Islands", ["Albert Bryan"]),
        ("head of government of British Virgin Islands", ["Natalio Wheatley"]),
        ("chief of state of Bermuda", ["Charles III"]),
        ("head of government of Tokelau", ["Kelihiano Kalolo"]),
    ],
)
def test_who_leads_the_government_and_who_the_state(book, query, expected):
    assert names(book.who(query, "2023-05-01")) == expected

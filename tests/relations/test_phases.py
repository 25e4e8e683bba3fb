import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relations.history import happened, quarrel
from waqai.relations.relate import relate
from waqai.relations.source import Events


def history(*events, **options):
    return relate(Events(events), "EGY", "TUR", **options)


def names(relation):
    return [(phase.name, phase.start.year) for phase in relation.phases]


def kinds(relation, ids):
    return [relation.sources[key].event[0] for key in ids]


def test_a_quarrel_from_routine_to_reconciliation():
    relation = history(*quarrel())
    assert names(relation) == [("routine", 2011), ("rupture", 2013), ("thaw", 2021), ("reconciliation", 2023)]
    rupture = relation.phases[1]
    assert kinds(relation, rupture.opened_by)[:2] == ["ASSAULT", "SANCTION"], "the violence that it answers comes first"
    assert [(s.start.year, s.end.year) for s in rupture.silence] == [(2014, 2021)]
    assert relation.phases[-1].open and not rupture.open


def test_a_break_that_everything_of_its_time_contradicts_opens_nothing():
    day = "2022-10-27"
    relation = history(
        happened("2022-03", "CONSULT", "042", "EGY", "TUR", mode=["visit"]),
        happened(day, "CONSULT", "042", "EGY", "TUR", mode=["visit"]),
        happened(day, "COOPERATE", "062", "EGY,TUR"),
        happened(day, "SANCTION", "160", "EGY,TUR", mode=["discontinue"]),
    )
    assert [phase.name for phase in relation.phases] == ["routine"]
    assert "SANCTION" not in kinds(relation, relation.phases[0].marked_by) and not relation.states


def test_one_friendly_word_in_a_war_is_no_thaw():
    war = [happened(f"2020-{m:02}-01", "ASSAULT", "190", "TUR/MIL", "EGY/MIL") for m in range(1, 13)]
    relation = history(*war, happened("2020-06-15", "CONSULT", "042", "TUR", "EGY", mode=["visit"]))
    assert [phase.name for phase in relation.phases] == ["hostility"]


def test_a_recalled_ambassador_is_strain_not_rupture():
    relation = history(
        happened("2015", "CONSULT", "042", "EGY", "TUR", mode=["visit"]),
        happened("2018", "SANCTION", "161", "TUR", "EGY", mode=["withdraw"], rule="sanction.recall-own-ambassador"),
    )
    assert names(relation) == [("routine", 2015), ("strain", 2018)]


def test_a_rough_date_gives_way_to_a_good_one_within_it():
    relation = history(
        happened("2018", "SANCTION", "160", "EGY,TUR", mode=["discontinue"]),
        happened("2022", "SUPPORT", "050", "EGY,TUR"),
        happened("2022-08-17", "SUPPORT", "050", "EGY,TUR", rule="support.relations-verb"),
    )
    assert [(p.name, p.start) for p in relation.phases][-1] == ("reconciliation", dt.date(2022, 8, 17))
    assert [f.start for f in relation.states if f.state == "full_ties"] == [dt.date(2022, 8, 17)]


def test_two_blows_in_short_time_make_one_turn():
    relation = history(
        happened("2010-01-01", "CONSULT", "042", "EGY", "TUR", mode=["visit"]),
        happened("2013-05-01", "SANCTION", "161", "EGY", "TUR", mode=["expel"]),
        happened("2013-05-20", "SANCTION", "160", "EGY,TUR", mode=["discontinue"]),
    )
    assert names(relation) == [("routine", 2010), ("rupture", 2013)]
    assert relation.phases[1].start == dt.date(2013, 5, 1) and len(relation.phases[1].opened_by) == 2


def test_a_change_of_level_opens_a_phase_with_the_acts_around_it():
    calm = [happened(f"{2000 + m // 12}-{m % 12 + 1:02}-10", "CONSULT", "040", "EGY", "TUR") for m in range(30)]
    bad = [happened(f"{2000 + m // 12}-{m % 12 + 1:02}-10", "ACCUSE", "111", "TUR", "EGY") for m in range(30, 60)]
    relation = history(*calm, *bad, by="month")
    assert [phase.name for phase in relation.phases] == ["routine", "strain"]
    assert set(kinds(relation, relation.phases[1].opened_by)) == {"ACCUSE"}


def test_much_material_cooperation_is_partnership():
    relation = history(*(happened(f"2020-{m:02}-01", "COOPERATE", "061", "EGY,TUR") for m in range(1, 13)))
    assert [phase.name for phase in relation.phases] == ["partnership"]


def test_confidence_grows_with_independent_outlets():
    def confidence(voices):
        return (
            history(happened("2013", "SANCTION", "160", "EGY,TUR", mode=["discontinue"], voices=voices))
            .phases[0]
            .confidence
        )

    assert 0 < confidence(1) < confidence(3) < confidence(15) < 1


def test_from_and_to_cut_the_history_but_not_the_states():
    relation = history(*quarrel(), start=dt.date(2020, 1, 1), end=dt.date(2022, 12, 31))
    assert relation.steps[0].start >= dt.date(2019, 12, 30) and relation.end == dt.date(2022, 12, 31)
    assert [fact.state for fact in relation.states] == ["ties_broken", "ambassadors_withdrawn"]
    assert all(fact.end is None for fact in relation.states)


def test_nothing_told_is_an_empty_relation():
    relation = history()
    assert relation.events == 0 and not relation.phases and not relation.steps


EVENTS = st.tuples(
    st.dates(dt.date(2000, 1, 1), dt.date(2020, 12, 31)),
    st.sampled_from(
        [("ASSAULT", "190"), ("SANCTION", "160"), ("CONSULT", "042"), ("SUPPORT", "057"), ("COOPERATE", "062")]
    ),
    st.booleans(),
)


@settings(deadline=None, max_examples=60)
@given(st.lists(EVENTS, min_size=1, max_size=25), st.randoms())
def test_phases_cover_the_whole_time_once_whatever_happened_in_whatever_order(drawn, lots):
    events = [
        happened(
            str(day)[:4] if rough else str(day),
            kind,
            cameo,
            "EGY,TUR",
            mode=["discontinue"] if kind == "SANCTION" else [],
        )
        for day, (kind, cameo), rough in drawn
    ]
    relation = history(*events)
    starts = [phase.start for phase in relation.phases]
    assert starts == sorted(starts) and starts[0] == relation.start and relation.phases[-1].end == relation.end
    for earlier, later in zip(relation.phases, relation.phases[1:], strict=False):
        assert earlier.name != later.name and earlier.end <= later.start
    for phase in relation.phases:
        assert all(phase.start <= s.start <= s.end <= phase.end for s in phase.silence)
    shuffled = events[:]
    lots.shuffle(shuffled)
    assert history(*shuffled) == relation


class TestStates:
    def test_ties_ambassador_and_accord(self):
        facts = {fact.state: fact for fact in history(*quarrel()).states}
        assert facts["ties_broken"].start.year == 2013 and facts["ties_broken"].end == dt.date(2023, 7, 4)
        assert facts["ambassadors_withdrawn"].by == ["EGY"] and facts["ambassadors_withdrawn"].ended_by
        assert facts["full_ties"].end is None and facts["treaty"].end is None

    def test_what_is_only_announced_says_so(self):
        facts = history(
            happened("2018", "SANCTION", "160", "EGY,TUR", mode=["discontinue"]),
            happened("2022-08", "AGREE", "032", "EGY", "TUR", status="future", told="2022-10-27"),
        ).states
        assert [(f.state, f.announced, f.end is None) for f in facts] == [
            ("ties_broken", False, False), ("full_ties", True, True),
        ]  # fmt: skip

    def test_a_ceasefire_ends_with_the_next_attack(self):
        facts = history(
            happened("2020-01-01", "RETREAT", "0871", "EGY,TUR", mode=["ceasefire"]),
            happened("2020-03-01", "ASSAULT", "190", "TUR/MIL", "EGY/MIL"),
        ).states
        assert [(f.state, f.end) for f in facts] == [("ceasefire", dt.date(2020, 3, 1))]

    def test_better_words_are_no_full_ties(self):
        warm = happened("2022", "SUPPORT", "050", "EGY,TUR", rule="support.relations-warm")
        assert not history(warm).states

    def test_a_denied_break_opens_nothing(self):
        denied = happened("2022", "SANCTION", "160", "EGY,TUR", mode=["discontinue"], status="negated")
        assert not history(denied, happened("2021", "CONSULT", "040", "EGY", "TUR")).states


class TestThirdParties:
    def test_who_asks_one_about_the_other_brings_them_together(self):
        ask = happened(
            "2020", "REQUEST", "021", "QAT", "EGY", mode=["assist"], quote="دعت قطر مصر إلى التعاون مع تركيا."
        )
        [third] = history(happened("2020", "CONSULT", "040", "EGY", "TUR"), ask).third_parties
        assert (third.code, third.part) == ("QAT", "mediates")

    def test_a_mediator_stands_with_both(self):
        event = happened("2020", "CONSULT", "045", "QAT,EGY,TUR", mode=["third-party"])
        [third] = history(event).third_parties
        assert (third.code, third.part) == ("QAT", "mediates")

    def test_who_demands_something_together_with_one_does_not_mediate(self):
        assert not history(happened("2020", "REQUEST", "100", "QAT,EGY", "TUR")).third_parties

    def test_nobody_quarrels_over_the_united_nations(self):
        quote = "نددت مصر بتركيا ولامت الأمم المتحدة."
        relation = history(
            happened("2018", "ACCUSE", "111", "EGY", "TUR", quote=quote),
            happened("2018", "ACCUSE", "111", "EGY", "UNO", quote=quote),
        )
        assert not relation.third_parties

    def test_they_quarrel_over_whom_the_same_sentence_names(self):
        quote = "استدعت تركيا سفيرها احتجاجا على ضرب لبنان."
        relation = history(
            happened("2018", "SANCTION", "161", "TUR", "EGY", mode=["withdraw"], quote=quote),
            happened("2018", "ASSAULT", "190", "EGY/MIL", "LBN/CVL", quote=quote),
            happened("2018", "ASSAULT", "190", "EGY/MIL", "QAT/CVL", quote="جملة أخرى."),
        )
        assert [(t.code, t.part) for t in relation.third_parties] == [("LBN", "quarrel")]


@pytest.mark.parametrize("name", ["phases", "states"])
def test_every_phase_and_state_of_the_codebook_has_its_words_in_every_language(name):
    from waqai.packs.phrases import load_phrases
    from waqai.packs.relating import phase_specs, state_specs

    keys = {spec.phase for spec in phase_specs()} if name == "phases" else {spec.state for spec in state_specs()}
    for language in ("ar", "en"):
        words = load_phrases(language).words
        assert keys <= words[name].keys()
        assert name == "phases" or keys == words["short_states"].keys()

"""A handful of events that try what formats find hard: lists, mutual events, nulls, tabs and quotes, denials."""

import datetime as dt

from waqai.models import (
    Article,
    Attribution,
    ChronicleEvent,
    Contradiction,
    Entity,
    Evidence,
    Location,
    Mention,
    Record,
    Size,
    Version,
)

ARTICLE = Article(
    id="a1",
    title="خبر",
    text="زار وزير خارجية مصر أنقرة، وأكّدت «الوكالة»\tذلك.",
    published="2024-03-02",
    publisher="Ahram",
    url="https://example.org/a?b=1&c=2",
)
OTHER = Article(id="a2", text="نفت عمّان الخبر.", published="2024-03-05")
EGYPT = Entity(
    code="EGY", sector="GOV", sectors=["GOV"], entity_text="وزير خارجية مصر", identifier_text="Sameh Shoukry",
    name_ar="سامح شكري", office="foreign_minister", person="Sameh Shoukry",
)  # fmt: skip
TURKEY = Entity(code="TUR", sector="GOV", sectors=["GOV"], entity_text="أنقرة", identifier_text="Turkey")
ARMY = Entity(code="SDN", sector="MIL", sectors=["MIL"], entity_text="الجيش", org="Sudanese Army")
UN = Entity(code="UNO", sector="GOV", sectors=["GOV"], entity_text="الأمم المتحدة", identifier_text="United Nations")
NOBODY = Entity(sector="UAF", sectors=["UAF"], entity_text='مسلحون "مجهولون"')
ANKARA = Location(
    text="أنقرة", name="Ankara", country="TUR", lat=39.9199, lon=32.8543, geonames_id=323786, precision="city"
)


def record(key, of, kind, cameo, quad, score, **fields):
    values = {
        "id": key, "date": "2024-03-01", "enddate": "2024-03-01", "date_precision": "day", "date_basis": "explicit",
        "event": [kind], "cameo": cameo, "quad_code": quad, "event_scale": score, "status": "occurred",
        "event_text": "زار",
        "evidence": Evidence(sentence=(4, 30), trigger=(4, 7), actor=[(8, 22)], recipient=[(23, 28)]),
        "rule": "ar.consult.travel", "article": of.ref(), "coder": "waqai 0", "codebook": "test 1",
    }  # fmt: skip
    return Record(**values | fields)


def events():
    """A visit told twice, an agreement of two, an attack with a toll, a rough and a denied one, one without sides."""
    visit = record(
        "r1", ARTICLE, "CONSULT", "042", 1, 4.0, mode=["visit"], context=["diplomatic", "military"], actor=[EGYPT],
        recipient=[TURKEY], event_loc=ANKARA,
        attribution=[Attribution(kind="outlet", name="Anadolu Agency", text="الأناضول")],
    )  # fmt: skip
    first = ChronicleEvent.of(visit, quote=ARTICLE.text)
    second = Mention(record="r2", article=OTHER.ref(), status="occurred", voice="a2", quote=OTHER.text)
    twice = first.model_copy(
        update={"mentions": [*first.mentions, second], "confirmed_by": 2, "last_told": OTHER.published}
    )
    pact = record("r3", ARTICLE, "SUPPORT", "057", 1, 5.0, actor=[EGYPT, TURKEY], date="2024-01-01",
                  enddate="2024-12-31", date_precision="year")  # fmt: skip
    raid = record(
        "r4", OTHER, "ASSAULT", "195", 4, -9.5, mode=["aerial"], actor=[ARMY], recipient=[NOBODY, UN],
        size=Size(dead=10, injured=3),
        event_loc=Location(text="السودان", name="Sudan", country="SDN", lat=15.0, lon=30.0, precision="country"),
    )  # fmt: skip
    toll = Contradiction(
        field="dead", versions=[Version(value="10", records=["r4"]), Version(value="12", records=["r9"])]
    )
    rough = record("r5", OTHER, "REQUEST", "020", 3, 0.0, actor=[UN], date=None, enddate=None, date_precision="unknown")
    denied = record("r6", OTHER, "THREATEN", "138", 3, -3.5, actor=[TURKEY], recipient=[EGYPT], status="negated")
    nobody = record("r7", OTHER, "PROTEST", "141", 4, -5.0)
    return [
        twice,
        ChronicleEvent.of(pact, quote="وقّع البلدان"),
        ChronicleEvent.of(raid, quote="سطر\nوسطر").model_copy(
            update={"size_high": Size(dead=12, injured=3), "contradictions": [toll]}
        ),
        *(ChronicleEvent.of(r, quote="") for r in (rough, denied, nobody)),
    ]


FIRST = dt.date(2024, 3, 1)

"""Small articles, records, tellings and events, made by hand."""

from waqai.models import Article, ChronicleEvent, Entity, Evidence, Location, Mention, Record, Telling, stable_id
from waqai.store.rows import CodedArticle, CodedRecord

TEXT = "زار وزير خارجية مصر أنقرة أمس."


def article(key="a1", text=TEXT, **fields):
    return Article.parse({"id": key, "text": text, "published": "2022-10-27", "publisher": "Ahram", **fields})


def record(of=None, at=0, **fields):
    of = of or article()
    values = {
        "id": stable_id(of.id, str(at)),
        "date": "2022-10-26",
        "enddate": "2022-10-26",
        "date_precision": "day",
        "event": ["CONSULT"],
        "mode": ["visit"],
        "cameo": "042",
        "quad_code": 1,
        "event_scale": 4.0,
        "actor": [Entity(code="EGY", sector="GOV", sectors=["GOV"], entity_text="مصر")],
        "recipient": [Entity(code="TUR", sector="GOV", sectors=["GOV"], entity_text="أنقرة")],
        "event_loc": Location(text="أنقرة", name="Ankara", country="TUR"),
        "status": "occurred",
        "event_text": "زار",
        "evidence": Evidence(sentence=(0, len(of.full_text)), trigger=(at, at + 3)),
        "rule": "ar.consult.visit",
        "article": of.ref(),
        "coder": "waqai 0",
        "codebook": "test 1",
    }
    return Record(**values | fields)


def coded(of=None, records=None, lemmas=("زار", "وزير"), codebook="test 1"):
    """An article with its records, by default one."""
    of = of or article()
    records = [record(of)] if records is None else records
    return CodedArticle(of, "waqai 0", codebook, tuple(CodedRecord(r, telling(r), frozenset(lemmas)) for r in records))


def telling(of):
    published = of.article.published
    return Telling(record=of.id, article=of.article.id, published=published.toordinal() if published else None)


def event(*records, **fields):
    """The event that some records tell; its id is that of the first record, with an `e` before it."""
    first = records[0]
    days = sorted(r.article.published for r in records if r.article.published)
    same = ("date", "enddate", "event", "mode", "cameo", "quad_code", "event_scale", "actor", "recipient", "event_loc")
    values = {name: getattr(first, name) for name in (*same, "status", "event_text")}
    told = {"first_told": days[0] if days else None, "last_told": days[-1] if days else None}
    mentions = [
        Mention(record=r.id, article=r.article, status=r.status, date=r.date, voice=r.article.id) for r in records
    ]
    made = {"id": f"e{first.id}", "confirmed_by": len(records), "mentions": mentions}
    return ChronicleEvent(**values | told | made | fields)

"""Events between countries in a line each, for tests of relations."""

import datetime as dt

from waqai.models import ArticleRef, ChronicleEvent, Entity, Evidence, Record, Size, stable_id
from waqai.packs.codebook import load_codebook

NAMES = {"EGY": ("مصر", "Egypt"), "TUR": ("تركيا", "Turkey"), "LBN": ("لبنان", "Lebanon"), "QAT": ("قطر", "Qatar")}


def side(code, sector="GOV", **fields):
    """«EGY» or «EGY/MIL»."""
    code, _, own = code.partition("/")
    sector = own or sector
    ar, en = NAMES.get(code, (code, code))
    named = {"identifier_text": en, "name_ar": ar} if sector == "GOV" else {}
    return Entity(code=code, sector=sector, sectors=[sector], entity_text=ar, **named | fields)


def span(when):
    """First and last day and precision of «2013», «2013-11» or «2013-11-23»."""
    parts = [int(part) for part in when.split("-")]
    if len(parts) == 3:
        return dt.date(*parts), dt.date(*parts), "day"
    if len(parts) == 2:
        following = dt.date(parts[0] + parts[1] // 12, parts[1] % 12 + 1, 1)
        return dt.date(*parts, 1), following - dt.timedelta(days=1), "month"
    return dt.date(parts[0], 1, 1), dt.date(parts[0], 12, 31), "year"


def happened(
    when, kind, cameo, actor, recipient="", *, mode=(), rule="", dead=None, status="occurred", told="2024-12-31",
    article="a1", quote=None, voices=1, **fields,
):  # fmt: skip
    """An event: `actor` and `recipient` are codes with commas, `when` an ISO date or prefix (None: no date)."""
    book = load_codebook()
    first, last, precision = span(when) if when else (None, None, "unknown")
    key = stable_id(str(when), kind, cameo, str(actor), recipient, article, status)
    values = {
        "id": key, "date": first, "enddate": last, "date_precision": precision, "event": [kind], "mode": list(mode),
        "cameo": cameo, "quad_code": book.types[kind].quad, "event_scale": book.score(kind, tuple(mode)),
        "actor": [part if isinstance(part, Entity) else side(part) for part in _sides(actor)],
        "recipient": [part if isinstance(part, Entity) else side(part) for part in _sides(recipient)],
        "status": status, "size": Size(dead=dead) if dead else None, "event_text": "كلمة",
        "evidence": Evidence(sentence=(0, 1), trigger=(0, 1)), "rule": f"ar.{rule}" if rule else "",
        "article": ArticleRef(id=article, publisher="صحيفة", published=told), "coder": "c", "codebook": "b",
    }  # fmt: skip
    event = ChronicleEvent.of(Record(**values | fields), quote=quote or f"جملة {key}.")
    return event.model_copy(update={"confirmed_by": voices})


def _sides(sides):
    if not isinstance(sides, str):
        return sides
    return [part for part in sides.split(",") if part]


def quarrel():
    """Ten years: an attack and a break, silence, an accord, a visit, security work, a visit of a head of state."""
    together = "اشتبك الجانبان فانقطعت العلاقات."
    president = side("EGY", person="Abdel Fattah el-Sisi", office="head_of_state")
    president = president.model_copy(update={"identifier_text": "Abdel Fattah el-Sisi", "name_ar": "عبد الفتاح السيسي"})
    return [
        happened("2011-05", "CONSULT", "042", "TUR", "EGY", mode=["visit"]),
        happened("2013", "ASSAULT", "190", "TUR/MIL", "EGY/CVL", dead=3, quote=together),
        happened("2013", "SANCTION", "160", "EGY,TUR", mode=["discontinue"], rule="sanction.rupture", quote=together),
        happened("2013-11-23", "SANCTION", "161", "EGY", "TUR", mode=["withdraw"], rule="sanction.withdraw-ambassador"),
        happened("2021-05", "CONSULT", "042", "TUR", "EGY", mode=["visit"]),
        happened("2022-03", "COOPERATE", "062", "EGY,TUR"),
        happened("2023-07-04", "SUPPORT", "050", "EGY,TUR", rule="support.relations-verb"),
        happened("2024-09-04", "CONSULT", "042", [president], "TUR", mode=["visit"]),
        happened("2024-09-04", "SUPPORT", "057", "EGY,TUR"),
    ]

"""A record to show and a coder that needs no packs: it sees an expulsion wherever the text has «طردت»."""

from waqai.models import (
    Article,
    ArticleTrace,
    Attribution,
    Entity,
    Evidence,
    Location,
    NearMiss,
    Node,
    Record,
    SentenceTrace,
    Size,
)

TEXT = "طردت القاهرة السفير التركي في 23 نوفمبر 2013."


def record(article: Article, at: int = 0) -> Record:
    return Record(
        id=f"{article.id}-{at}",
        date="2013-11-23",
        enddate="2013-11-23",
        date_precision="day",
        date_basis="explicit",
        event=["SANCTION"],
        mode=["expel"],
        cameo="161",
        quad_code=4,
        event_scale=-5.5,
        actor=[Entity(code="EGY", sector="GOV", sectors=["GOV"], entity_text="القاهرة", identifier_text="Egypt")],
        recipient=[
            Entity(code="TUR", sector="GOV", sectors=["GOV", "MIL"], entity_text="التركي"),
            Entity(entity_text="؟"),
        ],
        event_loc=Location(text="القاهرة", name="Cairo", country="EGY", lat=30.04, lon=31.24),
        status="occurred",
        attribution=[
            Attribution(kind="outlet", name="Reuters", text="رويترز"),
            Attribution(kind="speaker", text="مسؤول"),
        ],
        size=Size(dead=0, injured_text="العشرات"),
        event_text="طردت القاهرة السفير",
        evidence=Evidence(sentence=(at, at + 10), trigger=(at, at + 4), actor=[(at + 5, at + 12)]),
        rule="ar.sanction.expel",
        article=article.ref(),
        coder="waqai 0",
        codebook="test",
    )


class FakeCoder:
    def code(self, article: Article) -> list[Record]:
        if "عطب" in article.text:
            raise KeyError("a defect")
        at = article.full_text.find("طردت")
        return [record(article, at)] if at >= 0 else []

    def explain(self, article: Article) -> ArticleTrace:
        node = Node((0, 4), "event", "ar.sanction.expel", "SANCTION", (Node((5, 12), "actor", "capital", "EGY"),))
        miss = NearMiss((13, 19), "ar.accuse.summon", "no [verb] of summoning")
        spans = ((0, len(article.full_text)), (0, 0))
        sentences = (SentenceTrace(spans[0], (node,), (miss,)), SentenceTrace(spans[1]))
        return ArticleTrace(article.full_text, sentences)

"""Alerts: what they wait for arrives once, is signed, is tried again, and survives what happens to the server."""

import datetime as dt
import hashlib
import hmac
import http.server
import json
import threading
from dataclasses import replace
from types import SimpleNamespace

import pytest

from waqai.errors import UsageError
from waqai.models import Article, Channel
from waqai.serve.courier import TRIES, later
from waqai.serve.desk import Desk
from waqai.serve.rounds import Rounds
from waqai.serve.settings import Mail
from waqai.serve.telemetry import Telemetry
from waqai.serve.usual import departure
from waqai.store import Filters
from waqai.store.keeping import Delivery
from waqai.store.rows import now

VISIT = "وصل وزير خارجية مصر إلى أنقرة يوم الخميس في زيارة رسمية والتقى وزير الخارجية التركي."


def article(n, publisher, text=VISIT, published="2024-05-03"):
    return Article.parse(
        {"text": text, "url": f"https://example.org/{n}", "publisher": publisher, "published": published}
    )


@pytest.fixture
def hook():
    """A web server that keeps what is posted to it; `answers` are the statuses that it gives, then 200."""
    got, answers = [], []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["content-length"]))
            got.append((dict(self.headers), body))
            self.send_response(answers.pop(0) if answers else 200)
            self.end_headers()

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield SimpleNamespace(url=f"http://127.0.0.1:{server.server_port}/hook", got=got, answers=answers)
    server.shutdown()


def test_a_new_event_is_told_once(desk):
    alert = desk.add_alert("زيارات", "new", Filters.parse({"actor": "EGY", "type": "CONSULT"}))
    assert desk.look() == [] == desk.notices()
    desk.add([article(1, "Anadolu")])
    (notice,) = desk.look()
    assert (notice.alert, notice.kind, notice.seen) == (alert.id, "new", False)
    assert desk.event(notice.event).event.event == ["CONSULT"]
    assert desk.look() == [] and desk.notices() == [notice]
    desk.add([article(2, "Ahram")])
    assert desk.look() == []
    desk.mark_seen([notice.id])
    assert desk.notices(unseen=True) == [] and desk.notices()[0].seen
    desk.drop_alert(alert.id)
    assert desk.notices() == []


def test_what_was_there_before_is_no_news_even_when_it_is_written_anew(desk):
    desk.add([article(1, "Anadolu")])
    desk.add_alert("all", "new", Filters())
    desk.judge("wrong", [desk.search(Filters(), limit=1).items[0].id])
    assert desk.look() == []


def test_the_first_confirmation_is_told_when_the_second_outlet_tells_it(desk):
    desk.add([article(1, "Anadolu")])
    desk.add_alert("sure", "confirmed", Filters.parse({"from": "2024-05"}))
    desk.add([article(2, "Anadolu", VISIT + " وعاد.")])
    assert desk.look() == []
    other = "استقبل وزير الخارجية التركي في أنقرة الخميس نظيره المصري الذي يزور تركيا."
    desk.add([article(3, "Reuters"), article(4, "Ahram", other)])
    told = desk.look()
    confirmed = {row.id for row in desk.search(Filters.parse({"from": "2024-05", "confirmed_by": "2"})).items}
    assert confirmed and {notice.event for notice in told} == confirmed
    desk.add([article(5, "Nahar")])
    assert desk.look() == []


def test_a_denial_is_a_contradiction(desk):
    desk.add_alert("doubt", "contradicted", Filters())
    desk.add([article(1, "Anadolu", "أعلنت مصر أنها طردت السفير التركي من القاهرة أمس.")])
    first = desk.look()
    desk.add([article(2, "Ahram", "نفت مصر أنها طردت السفير التركي من القاهرة أمس.", "2024-05-04")])
    told = [*first, *desk.look()]
    contradicted = [row for row in desk.search(Filters.parse({"from": "2024-05"})).items if row.contradictions]
    assert {notice.event for notice in told} >= {row.id for row in contradicted}


def deed(day, score, quad=4):
    return SimpleNamespace(
        middle=day, length=1, weight=1.0, act=SimpleNamespace(quad=quad, score=score), first=day, last=day
    )


def test_a_relation_leaves_its_usual_range_only_against_both():
    today = dt.date(2024, 6, 30)
    calm = [deed(today - dt.timedelta(days=7 * n + 3), 3.0, 1) for n in range(1, 53)]
    assert list(departure(calm, today)) == []
    crisis = [deed(today - dt.timedelta(days=n), -7.0) for n in range(5)]
    found = {one.what: one for one in departure([*calm, *crisis], today)}
    assert set(found) == {"conflict", "score"}
    assert found["conflict"].value == 5 and found["conflict"].long[1] < 5 and found["score"].long[0] > -7
    war = [deed(today - dt.timedelta(days=n), -7.0) for n in range(7 * 53)]
    assert list(departure(war, today)) == []
    lately = [deed(today - dt.timedelta(days=n), -7.0) for n in range(35)]
    assert list(departure([*calm, *lately], today)) == []
    assert list(departure([], today)) == []


def test_a_range_alert_watches_one_relation(desk):
    for query in ({}, {"dyad": "EGY-TUR,EGY-SAU"}, {"dyad": "EGY-XQZ"}):
        with pytest.raises(UsageError):
            desk.add_alert("x", "range", Filters.parse(query))
    alert = desk.add_alert("x", "range", Filters.parse({"dyad": "EGY-TUR"}))
    today = dt.date.today()
    text = "قصف الجيش التركي اليوم مدينة {} المصرية."
    desk.add(
        [article(n, "Ahram", text.format(p), str(today)) for n, p in enumerate(("طنطا", "أسوان", "السويس", "دمياط"))]
    )
    told = desk.look()
    assert {notice.alert for notice in told} <= {alert.id}
    acts = desk.search(Filters.parse({"dyad": "EGY-TUR", "from": str(today)})).items
    assert (len(acts) >= 3) == any(notice.facts["what"] == "conflict" for notice in told)


@pytest.mark.parametrize(
    "to", ["ftp://x.example/", "https://", "javascript:alert(1)", "https://u:p@x.example/", "x://["]
)
def test_a_webhook_needs_an_address(desk, to):
    with pytest.raises(UsageError):
        desk.add_alert("x", "new", Filters(), [Channel(kind="webhook", to=to)])
    with pytest.raises(UsageError):
        desk.add_alert("x", "new", Filters(), [Channel(kind="email", to="a@b.example\nBcc: c@d.example")])


def rounds(desk):
    return Rounds(desk, Telemetry())


def test_a_webhook_is_signed_and_tried_again(settings, hook):
    desk = Desk(replace(settings, allow_private=True))
    alert = desk.add_alert("x", "new", Filters(), [Channel(kind="webhook", to=hook.url)])
    hook.answers += [500]
    desk.add([article(1, "Anadolu")])
    going = rounds(desk)
    going.go_once()
    assert len(hook.got) >= 1
    failed = next(one for one in desk.deliveries(alert.id) if one.done is None)
    assert failed.tries == 1 and "500" in failed.error and failed.due > now()
    desk.delivered(failed._replace(due=now()))
    going.go_once()
    assert all(one.done and one.error is None for one in desk.deliveries(alert.id))
    for headers, body in hook.got:
        stamp, signature = (part.partition("=")[2] for part in headers["Waqai-Signature"].split(","))
        expected = hmac.new(alert.key.encode(), stamp.encode() + b"." + body, hashlib.sha256).hexdigest()
        assert hmac.compare_digest(signature, expected)
    assert {json.loads(body)["id"] for _, body in hook.got} == {notice.id for notice in desk.notices()}
    before = len(hook.got)
    going.go_once()
    assert len(hook.got) == before
    desk.close()


def test_a_webhook_does_not_lead_into_the_house(desk, hook):
    alert = desk.add_alert("x", "new", Filters(), [Channel(kind="webhook", to=hook.url)])
    desk.add([article(1, "Anadolu")])
    rounds(desk).go_once()
    assert hook.got == [] and all("not in the open internet" in one.error for one in desk.deliveries(alert.id))


def test_notices_wait_out_a_restart(settings, hook):
    first = Desk(replace(settings, allow_private=True))
    first.add_alert("x", "new", Filters(), [Channel(kind="webhook", to=hook.url)])
    first.add([article(1, "Anadolu")])
    first.look()
    first.close()
    second = Desk(replace(settings, allow_private=True))
    rounds(second).go_once()
    assert len(hook.got) == len(second.notices()) > 0
    second.close()


def test_what_happened_while_no_server_ran_is_told_afterwards(settings):
    first = Desk(settings)
    first.add_alert("x", "new", Filters())
    first.look()
    first.add([article(1, "Anadolu")])
    first.close()
    second = Desk(settings)
    assert second.look() and second.look() == []
    second.close()


def test_a_mail_is_sent(settings, monkeypatch):
    sent = []

    class Smtp:
        def __init__(self, host, port, timeout):
            sent.append((host, port))

        def __enter__(self):
            return self

        def __exit__(self, *_):
            return None

        def send_message(self, message):
            sent.append(message)

    monkeypatch.setattr("smtplib.SMTP", Smtp)
    desk = Desk(replace(settings, mail=Mail(host="mail.example", sender="waqai@example.org")))
    desk.add_alert("زيارة\r\nBcc: x@y.example", "new", Filters(), [Channel(kind="email", to="mona@example.org")])
    desk.add([article(1, "Anadolu")])
    rounds(desk).go_once()
    assert sent[0] == ("mail.example", 25)
    message = sent[1]
    assert message["To"] == "mona@example.org" and "\n" not in message["Subject"] and message["Bcc"] is None
    assert "CONSULT" in message.get_content() and f"{desk.settings.url}/events/" in message.get_content()
    desk.close()


def test_tries_grow_rarer_and_end():
    at, delivery, waits = now(), Delivery("d", "n", "a", "webhook", "x", 0, now()), []
    while delivery.done is None:
        delivery = later(delivery, "no answer", at)
        waits.append((delivery.due - at).total_seconds())
    assert delivery.tries == TRIES and delivery.error.startswith("given up")
    assert waits[:3] == [10, 20, 40] and max(waits) == 6 * 3600 and sum(waits) > 5 * 86400

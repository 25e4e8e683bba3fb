"""Whatever is sent, the server answers as it has promised: no 5xx, nothing but what the OpenAPI document says."""

import json
import os
import shutil
import socket
import threading
import time
from urllib.parse import quote

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as trying
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from waqai.config import Settings
from waqai.serve.app import create_app
from waqai.serve.settings import ServeSettings

V1 = "/api/v1"
EXAMPLES = int(os.environ.get("WAQAI_API_EXAMPLES", "10"))
"""Requests to each route."""
PROMISED = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
HOSTILE = {
    "script": "<script>alert('x')</script><img src=x onerror=alert(1)>",
    "bidi": "\u202eمقلوب\u202c \u2066\u2067\u200f\u200e\u061c",
    "sql": "'; drop table events; -- \" $1 %s $id \\",
    "long": "ط" * 1_000_000,
    "null": "a\x00b",
    "surrogate": "a\ud800b",
    "braces": "{{7*7}} ${7*7} {0} %(x)s",
    "emoji": "👨‍👩‍👧‍👦" * 10,
    "marks": "ا" + "\u064b" * 5000,
    "lines": "a\r\nSet-Cookie: x=1\r\n\r\n",
}


@pytest.fixture(scope="module")
def live(filled, tmp_path_factory):
    """A server that runs, and the token of an admin."""
    import uvicorn

    path = tmp_path_factory.mktemp("live") / "press.duckdb"
    shutil.copy(filled, path)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    base = Settings.from_env(db=str(path))
    app = create_app(ServeSettings(base=base, web=False, port=port, per_second=0.0, look_every=0.5))
    token = app.state.desk.add_token("root", "admin")[1]
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="critical"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}", {"Authorization": f"Bearer {token}"}, app.state.desk
    server.should_exit = True
    thread.join(30)


def test_every_route_keeps_its_promises(live):
    url, headers, _ = live
    document = schemathesis.openapi.from_url(f"{url}{V1}/openapi.json")
    broken, asked = [], 0
    for operation in (result.ok() for result in document.get_all_operations()):

        @trying(
            max_examples=EXAMPLES, deadline=None, database=None, derandomize=True,
            phases=[Phase.explicit, Phase.generate], suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        @given(case=operation.as_strategy())
        def ask(case):
            nonlocal asked
            asked += 1
            case.call_and_validate(headers=headers, checks=PROMISED, timeout=60)

        try:
            ask()
        except BaseExceptionGroup as several:
            broken.append(f"{operation.method} {operation.path}: {[str(one)[:600] for one in several.exceptions]}")
        except Exception as error:
            broken.append(f"{operation.method} {operation.path}: {str(error)[:1000]}")
    assert asked > 60
    assert not broken, "\n\n".join(broken)


def escaped(value):
    """JSON in which surrogates and null characters are written out."""
    return json.dumps(value).encode()


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_text_in_every_field(name, live):
    url, headers, desk = live
    text = HOSTILE[name]
    before = desk.holdings().model_dump()
    bodies = {
        "/code": {"text": text, "title": text, "publisher": text, "url": text, "id": text, "published": text},
        "/dates": {"text": text},
        "/judgements": {"verdict": "wrong", "ids": [text], "because": text},
        "/searches": {"name": text, "query": {"text": text}},
        "/alerts": {"name": text, "kind": "new", "query": {"publisher": text, "place": text}},
        "/tokens": {"name": text, "role": "reader"},
        "/notices/seen": [text],
    }
    with httpx.Client(base_url=url + V1, headers=headers, timeout=60) as client:
        for path, body in bodies.items():
            answer = client.post(path, content=escaped(body), headers={"Content-Type": "application/json"})
            assert answer.status_code < 500, (path, answer.text)
            assert "html" not in answer.headers.get("content-type", "")
        short = text[:3000].encode("utf8", "replace").decode()
        for path in ("/events", "/events/count", "/events.atom", "/records", "/articles", "/who"):
            for field in ("text", "place", "publisher", "actor", "cursor", "q", "from", "order", "since"):
                answer = client.get(path, params={field: short, **({"q": short} if path == "/who" else {})})
                assert answer.status_code < 500, (path, field, answer.text)
        for key in ("events", "articles", "records", "actors"):
            answer = client.get(f"/{key}/{quote(short, safe='')}")
            assert answer.status_code < 500, (key, answer.text)
        for kept in client.get("/searches").json():
            assert client.delete(f"/searches/{kept['id']}").status_code == 204
        for kept in client.get("/alerts").json():
            assert client.delete(f"/alerts/{kept['id']}").status_code == 204
    assert desk.holdings().model_dump() == before


def test_what_is_kept_comes_back_as_it_was(live):
    url, headers, _ = live
    with httpx.Client(base_url=url + V1, headers=headers, timeout=60) as client:
        for name in ("script", "bidi", "sql", "braces", "emoji", "lines"):
            text = HOSTILE[name][:200]
            kept = client.post("/searches", json={"name": text, "query": {"text": text}}).json()
            assert kept["name"] == text and kept["query"] == {"text": text}
            assert kept in client.get("/searches").json()
            assert client.delete(f"/searches/{kept['id']}").status_code == 204


def test_too_much_at_once_is_refused(live):
    url, headers, _ = live
    with httpx.Client(base_url=url + V1, headers=headers, timeout=60) as client:
        assert client.post("/code", json={"text": "ط" * 3_000_000}).status_code == 413
        assert client.post("/code", json={"text": "ط" * 200_000}).status_code == 422
        assert client.post("/code", content=(b"x" * 100_000 for _ in range(60))).status_code in (400, 413, 422)
        deep = b'{"text": ' + b"[" * 100_000 + b"]" * 100_000 + b"}"
        answer = client.post("/code", content=deep, headers={"Content-Type": "application/json"})
        assert answer.status_code in (400, 422)

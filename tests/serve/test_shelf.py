"""Files are packed once, and what is no lasting file is asked for anew."""

import gzip

import pytest
from starlette.applications import Starlette
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from waqai.serve.shelf import LASTING, MOST, Shelf


@pytest.fixture
def asked():
    return []


@pytest.fixture
def client(asked):
    async def answer(request):
        asked.append(request.url.path)
        big = request.url.path.endswith("big")
        missing = request.url.path.endswith("missing")
        text = "x" * (MOST + 1 if big else 5000)
        return PlainTextResponse(text, status_code=404 if missing else 200)

    app = Starlette(routes=[Route("/{path:path}", answer)])
    app.add_middleware(GZipMiddleware, minimum_size=1000)
    app.add_middleware(Shelf)
    return TestClient(app)


@pytest.mark.parametrize("encoding", ["gzip", "identity"])
def test_a_file_with_the_mark_of_its_content_is_asked_for_once(client, asked, encoding):
    first, second = (client.get("/assets/a.js?v=1", headers={"accept-encoding": encoding}) for _ in range(2))
    assert asked == ["/assets/a.js"]
    assert first.text == second.text == "x" * 5000
    assert dict(first.headers) == dict(second.headers)
    assert second.headers["cache-control"] == LASTING
    assert second.headers.get("content-encoding") == ("gzip" if encoding == "gzip" else None)


def test_packed_and_plain_answers_are_kept_apart(client):
    for encoding in ("gzip", "identity", "gzip"):
        with client.stream("GET", "/assets/a.js?v=1", headers={"accept-encoding": encoding}) as answer:
            raw = b"".join(answer.iter_raw())
        assert (gzip.decompress(raw) if encoding == "gzip" else raw) == b"x" * 5000


@pytest.mark.parametrize(
    ("address", "headers"),
    [
        ("/assets/a.js", {}),
        ("/en/events?v=1", {}),
        ("/assets/big?v=1", {"accept-encoding": "identity"}),
        ("/assets/missing?v=1", {}),
        ("/assets/a.js?v=1", {"range": "bytes=0-10"}),
        ("/assets/a.js?v=1", {"if-none-match": "x"}),
    ],
)
def test_whatever_else_is_asked_for_anew(client, asked, address, headers):
    for _ in range(2):
        client.get(address, headers=headers)
    assert len(asked) == 2


def test_headers_added_on_the_way_out_are_not_kept(client):
    class Mark:
        def __init__(self, app):
            self.app, self.number = app, 0

        async def __call__(self, scope, receive, send):
            self.number += 1
            number = str(self.number).encode()

            async def marked(message):
                if message["type"] == "http.response.start":
                    message["headers"].append((b"x-number", number))
                await send(message)

            await self.app(scope, receive, marked)

    marked = TestClient(Mark(client.app))
    numbers = [marked.get("/assets/a.js?v=1").headers.get_list("x-number") for _ in range(3)]
    assert [len(found) for found in numbers] == [1, 1, 1]
    assert len({found[0] for found in numbers}) == 3

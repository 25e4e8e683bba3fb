"""Who may do what: every role tried against every route, from near and from far."""

import time

import pytest
from starlette.websockets import WebSocketDisconnect

from waqai.errors import UsageError
from waqai.serve.access import ROLES, Doorkeeper, digest, new_token
from waqai.serve.app import create_app
from waqai.serve.limits import Limiter
from waqai.serve.settings import ServeSettings

V1 = "/api/v1"
NEEDS = {
    ("post", "/articles"): "admin",
    ("post", "/judgements"): "analyst",
    ("get", "/searches"): "analyst",
    ("post", "/searches"): "analyst",
    ("delete", "/searches/{key}"): "analyst",
    ("get", "/alerts"): "analyst",
    ("post", "/alerts"): "analyst",
    ("delete", "/alerts/{key}"): "analyst",
    ("get", "/alerts/{key}/deliveries"): "analyst",
    ("get", "/notices"): "analyst",
    ("post", "/notices/seen"): "analyst",
    ("get", "/tokens"): "admin",
    ("post", "/tokens"): "admin",
    ("delete", "/tokens/{key}"): "admin",
}
"""All other routes need a reader; /health nobody."""


def routes(client):
    """Every route with its method, and the role it needs."""
    for path, operations in client.get(f"{V1}/openapi.json").json()["paths"].items():
        for method in operations:
            role = NEEDS.get((method, path.removeprefix(V1)), "reader")
            yield method, path, None if path == "/health" else role


def ask(client, method, path, token=None):
    for name, value in {"{key}": "x", "{a}": "EGY", "{b}": "TUR", "{form}": "jsonl", "{code}": "EGY"}.items():
        path = path.replace(name, value)
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    return client.request(method, path, headers=headers, json=None).status_code


def test_every_role_against_every_route_from_near(client, desk_of):
    document = list(routes(client))
    assert len(document) > 30 and all((m, V1 + p) in {(m, p) for m, p, _ in document} for m, p in NEEDS)
    tokens = {role: desk_of.add_token(role, role)[1] for role in ROLES}
    for method, path, needed in document:
        alone = ask(client, method, path)
        assert (alone == 401) == (needed in ("analyst", "admin")), (method, path, alone)
        assert ask(client, method, path, "waqai_wrong") in ((200,) if needed is None else (401, 429)), (method, path)
        for role in ROLES:
            status = ask(client, method, path, tokens[role])
            may = needed is None or ROLES.index(role) >= ROLES.index(needed)
            assert (status == 403) != may and status != 401, (role, method, path, status)
            assert status < 500, (role, method, path, status)


def test_every_role_against_every_route_from_far(client, make_client, desk_of):
    document = list(routes(client))
    tokens = {role: desk_of.add_token(role, role)[1] for role in ROLES}
    far = make_client("http://news.example", host="0.0.0.0")
    for method, path, needed in document:
        assert (ask(far, method, path) == 401) == (needed is not None), (method, path)
        for role in ROLES:
            status = ask(far, method, path, tokens[role])
            may = needed is None or ROLES.index(role) >= ROLES.index(needed)
            assert (status in (401, 403)) != may, (role, method, path, status)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.7", "news.example"])
def test_a_public_address_needs_a_token(settings, host):
    with pytest.raises(UsageError, match="waqai token add"):
        create_app(ServeSettings(base=settings.base, host=host, web=False))


@pytest.mark.parametrize(
    ("choices", "private"),
    [
        ({}, True),
        ({"public_url": "http://127.0.0.1:9000"}, True),
        ({"names": ("localhost",)}, True),
        ({"public_url": "https://news.example/waqai"}, False),
        ({"names": ("news.example",)}, False),
        ({"public_url": "news.example"}, False),
    ],
)
def test_behind_a_proxy_everybody_needs_a_token(settings, make_client, choices, private):
    """A proxy on this machine brings in others, by another name or a public address."""
    chosen = ServeSettings(base=settings.base, **choices)
    assert chosen.is_private == private
    if not private:
        with pytest.raises(UsageError, match="waqai token add"):
            create_app(ServeSettings(base=settings.base, web=False, **choices))
        token = make_client().app.state.desk.add_token("mona", "reader")[1]
        behind = make_client(**choices)
        assert ask(behind, "get", f"{V1}/events") == 401 and ask(behind, "get", f"{V1}/events", token) == 200


def test_no_page_of_another_site_opens_a_live_connection(make_client):
    client, own = make_client(), {"Host": "127.0.0.1:8765"}

    def code(path, headers):
        """With what the connection is closed."""
        with pytest.raises(WebSocketDisconnect) as closed, client.websocket_connect(path, headers=own | headers):
            pass
        return closed.value.code

    for origin in ("https://evil.example", "http://127.0.0.1:9", "null", "http://["):
        assert code("/_nicegui_ws/socket.io", {"Origin": origin}) == 4403, origin
    for headers in ({}, {"Origin": "http://127.0.0.1:8765"}):
        assert code("/nowhere", headers) != 4403


def test_a_revoked_token_does_not_make_an_address_safe(client, desk_of, settings, make_client):
    key = desk_of.add_token("mona", "admin")[0].id
    desk_of.revoke_token(key)
    with pytest.raises(UsageError):
        make_client(host="0.0.0.0")


def test_a_revoked_token_counts_no_more(client, desk_of, admin):
    given = client.post(f"{V1}/tokens", json={"name": "mona", "role": "analyst"}, headers=admin).json()
    hers = {"Authorization": f"Bearer {given['token']}"}
    assert client.get(f"{V1}/searches", headers=hers).status_code == 200
    assert client.delete(f"{V1}/tokens/{given['id']}", headers=admin).status_code == 204
    assert client.get(f"{V1}/searches", headers=hers).status_code == 401
    assert client.delete(f"{V1}/tokens/{given['id']}", headers=admin).status_code == 404


def test_the_store_does_not_know_the_tokens_themselves(client, desk_of, admin):
    given = client.post(f"{V1}/tokens", json={"name": "mona", "role": "reader"}, headers=admin).json()["token"]
    listed = client.get(f"{V1}/tokens", headers=admin).text
    assert given not in listed and digest(given) not in listed
    kept = desk_of.tokens()
    assert all(given not in one.model_dump_json() for one in kept) and digest(given) in {one.digest for one in kept}


def test_what_people_keep_is_theirs_alone(client, desk_of):
    mona, ali = ({"Authorization": f"Bearer {desk_of.add_token(name, 'analyst')[1]}"} for name in ("mona", "ali"))
    kept = client.post(f"{V1}/searches", json={"name": "x", "query": {"actor": "EGY"}}, headers=mona).json()
    alert = {"name": "x", "kind": "new", "query": {"actor": "EGY"}}
    waiting = client.post(f"{V1}/alerts", json=alert, headers=mona).json()
    assert kept["owner"] == waiting["owner"] == "mona"
    assert client.get(f"{V1}/searches", headers=ali).json() == client.get(f"{V1}/alerts", headers=ali).json() == []
    for path in (f"{V1}/searches/{kept['id']}", f"{V1}/alerts/{waiting['id']}"):
        assert client.delete(path, headers=ali).status_code == 404
        assert client.delete(path, headers=mona).status_code == 204


def test_a_judgement_bears_the_name_of_the_token(client, desk_of, admin):
    key = client.get(f"{V1}/events?limit=1").json()["items"][0]["id"]
    said = client.post(f"{V1}/judgements", json={"verdict": "wrong", "ids": [key]}, headers=admin).json()
    assert said["by"] == "root" and client.get(f"{V1}/judgements").json() == [said]


def test_a_browser_gives_its_token_once(client, desk_of, make_client):
    token = desk_of.add_token("mona", "reader")[1]
    far = make_client("https://news.example", host="0.0.0.0")
    asked = far.get(f"{V1}/events", headers={"Accept": "text/html"}, follow_redirects=False)
    assert (asked.status_code, asked.headers["location"]) == (303, "/login")
    assert far.post("/login", data={"token": "wrong"}).status_code == 401
    given = far.post("/login", data={"token": token}, follow_redirects=False)
    assert given.status_code == 303
    cookie = given.headers["set-cookie"].lower()
    assert all(word in cookie for word in ("httponly", "samesite=strict", "secure"))
    assert far.get(f"{V1}/events").status_code == 200


def test_live_connections_pass_the_same_gate(make_client, client, desk_of):
    desk_of.add_token("mona", "reader")
    far = make_client("http://news.example", host="0.0.0.0")
    with pytest.raises(WebSocketDisconnect) as refused, far.websocket_connect("/_nicegui_ws/socket.io"):
        pass
    assert refused.value.code == 4401


def test_on_loopback_a_foreign_name_is_refused(client):
    """Somebody's page may have its own name lead to this machine."""
    assert client.get(f"{V1}/events", headers={"Host": "evil.example"}).status_code == 421
    for name in ("localhost", "LOCALHOST:8765", "[::1]:8765", "127.0.0.1"):
        assert client.get(f"{V1}/events", headers={"Host": name}).status_code == 200


def test_who_asks_too_much_has_to_wait(make_client, client, desk_of):
    token = {"Authorization": f"Bearer {desk_of.add_token('mona', 'reader')[1]}"}
    slow = make_client(per_second=2.0)
    answers = [slow.get(f"{V1}/events/count") for _ in range(12)]
    refused = [one for one in answers if one.status_code == 429]
    assert refused and answers[0].status_code == 200 and int(refused[0].headers["retry-after"]) >= 1
    assert slow.get(f"{V1}/events/count", headers=token).status_code == 200


def test_a_bucket_fills_with_time():
    limiter = Limiter(50.0, burst=2.0)
    assert limiter.wait("a") == limiter.wait("a") == limiter.wait("b") == 0
    assert 0 < limiter.wait("a") <= 0.02
    time.sleep(0.05)
    assert limiter.wait("a") == 0 and Limiter(0.0).wait("a", 1000) == 0


@pytest.mark.parametrize(("name", "role"), [("", "reader"), ("x" * 101, "reader"), ("a\nb", "admin"), ("mona", "king")])
def test_a_token_needs_a_name_and_a_role(name, role):
    with pytest.raises(UsageError):
        new_token(name, role)


def test_wrong_tokens_are_tried_slowly(make_client):
    client = make_client()
    answers = [client.get("/metrics", headers={"Authorization": f"Bearer {n}"}).status_code for n in range(15)]
    assert answers[0] == 401 and answers[-1] == 429
    assert Doorkeeper(list, loopback=False).who(None) is None

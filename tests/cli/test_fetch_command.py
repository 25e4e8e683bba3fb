"""`waqai fetch` against a server on loopback."""

import json

from ingest.badserver import serve


def test_articles_come_as_json_lines_and_only_once(waqai, tmp_path):
    with serve() as server:
        options = ("--state", str(tmp_path / "s.sqlite"), "--allow-private", "--delay", "0")
        first = waqai("fetch", server.base + "/feed", *options)
        again = waqai("fetch", server.base + "/feed", *options)
    rows = [json.loads(line) for line in first.stdout.splitlines()]
    assert [row["title"] for row in rows] == [f"خبر {n}" for n in range(5)]
    assert {row["published"] for row in rows} == {"2023-07-04"} and all(row["url"] for row in rows)
    assert (first.exit_code, again.exit_code, again.stdout) == (0, 0, "") and "nothing new" in again.stderr


def test_private_addresses_are_refused_and_failures_named(waqai):
    with serve() as server:
        refused = waqai("fetch", server.base + "/feed")
        missing = waqai("fetch", server.base + "/nowhere", server.base + "/news/1", "--allow-private", "--delay", "0")
    assert refused.exit_code == 1 and "not in the open internet" in refused.stderr and not server.hits["/feed"]
    assert missing.exit_code == 1 and "/nowhere: HTTP status 404" in missing.stderr
    assert json.loads(missing.stdout)["title"] == "خبر 1"

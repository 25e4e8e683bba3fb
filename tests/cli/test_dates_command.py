import json

import pytest

pytest.importorskip("waqai.extract.times", reason="the grammar of times is not there")


def test_one_line_for_every_input(waqai):
    lines = [{"id": "a", "text": "وصل يوم 27 أكتوبر 2022", "published": "2022-11-01"}, {"id": "b", "text": ""}]
    result = waqai("dates", "-", input="\n".join(json.dumps(line) for line in lines))
    one, two = (json.loads(line) for line in result.stdout.splitlines())
    [found] = one["expressions"]
    assert (found["start"], found["end"], found["precision"]) == ("2022-10-27", "2022-10-27", "day")
    assert lines[0]["text"][slice(*found["offsets"])] == found["text"]
    assert two == {"id": "b", "expressions": []}


def test_a_broken_line_is_named(waqai):
    result = waqai("dates", "-", input='{"text": "أمس"}\n{')
    assert result.exit_code == 1 and len(result.stdout.splitlines()) == 1 and "stdin:2" in result.stderr

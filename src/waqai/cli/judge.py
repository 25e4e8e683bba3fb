"""`waqai judge` and `waqai judgements`: what people say about events, and how to get it out again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from waqai.cli.messages import note
from waqai.cli.output import writer
from waqai.config import Settings
from waqai.models import Judgement, Verdict
from waqai.run.archive import Archive
from waqai.store import Store, open_store


def run(verdict: Verdict, ids: list[str], *, because: str = "", by: str = "", db: str | None = None) -> int:
    """Keep a judgement. Raises UsageError on ids that are not there."""
    settings = Settings.from_env(db=db)
    with open_store(settings.db, make=False) as store:
        judgement = Archive(store, settings).judge(verdict, ids, because=because, by=by)
    note(f"judgement {judgement.id} is kept; the events that it touches are resolved anew")
    return 0


def export(form: str, *, db: str | None = None, out: Path | None = None) -> int:
    """Write all judgements with the sentences they are about, so that they serve as examples."""
    settings = Settings.from_env(db=db)
    with open_store(settings.db, write=False) as store, writer(out) as stream:
        examples = [_example(store, judgement) for judgement in store.judgements()]
        if form == "yaml":
            import yaml

            if examples:
                yaml.safe_dump(examples, stream, allow_unicode=True, sort_keys=False, width=120)
        else:
            stream.writelines(json.dumps(example, ensure_ascii=False) + "\n" for example in examples)
    return 0


def _example(store: Store, judgement: Judgement) -> dict[str, Any]:
    """A judgement with the sentence, type and rule of each record that it stands on."""
    records = [record for group in judgement.records for record in group]
    return {**judgement.model_dump(mode="json"), "tellings": store.quotes(records)}

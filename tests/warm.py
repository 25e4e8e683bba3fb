"""What other processes do in the tests. Importing it loads a coder that has read something: they begin at once."""

import os
from multiprocessing import get_context
from pathlib import Path

from news import article, press
from waqai.config import Settings
from waqai.run import archive as module
from waqai.run.archive import Archive
from waqai.run.coding import coded_article
from waqai.store import open_store

SETTINGS = Settings.from_env({})
READ = coded_article(article(0, 0, 0), SETTINGS)


def processes():
    """Processes that have this module loaded, and no store opened, when they begin.

    Before Python 3.12 the server that they are forked from does not know this process's path, and says nothing when it
    finds no module to load.
    """
    here = str(Path(__file__).parent)
    if here not in os.environ.get("PYTHONPATH", "").split(os.pathsep):
        os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (here, os.environ.get("PYTHONPATH"))))
    context = get_context("forkserver")
    context.set_forkserver_preload(["warm"])
    return context


def older(article, settings):
    """As an older program would have coded it: every other record is missing."""
    (coded,) = coded_article(article, settings)
    return (type(coded)(coded.article, coded.coder, "older", coded.records[::2]),)


def work(address, command, began=None):
    """A command on a store, in small batches, so that there is much to interrupt."""
    small, ahead, code = module.MOST_ARTICLES, module.AHEAD, module.coded_article
    module.MOST_ARTICLES, module.AHEAD = 2, 2
    module.coded_article = older if command == "older" else coded_article
    if began is not None:
        began.set()
    try:
        with open_store(address) as store:
            archive = Archive(store, SETTINGS)
            if command == "resolve":
                archive.resolve()
            else:
                list(archive.recode() if command == "recode" else archive.add(press()))
    finally:
        module.MOST_ARTICLES, module.AHEAD, module.coded_article = small, ahead, code


def add_some(address, articles):
    """Add articles in small batches."""
    module.MOST_ARTICLES = 2
    with open_store(address) as store:
        list(Archive(store, SETTINGS).add(articles))

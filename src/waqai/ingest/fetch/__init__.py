"""Fetching: feeds, pages and site maps over HTTP, politely, safely, and never twice."""

from waqai.ingest.fetch.client import Client, FetchSettings, Response
from waqai.ingest.fetch.crawl import Crawl, Source
from waqai.ingest.fetch.state import State

__all__ = ["Client", "Crawl", "FetchSettings", "Response", "Source", "State"]

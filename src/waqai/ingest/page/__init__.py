"""Web pages: the article of a page, with what the page states about itself, and without what surrounds it."""

from waqai.ingest.page.read import Page, article_of_page, part_of_page, read_page

__all__ = ["Page", "article_of_page", "part_of_page", "read_page"]

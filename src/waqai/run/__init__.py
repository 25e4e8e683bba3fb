"""The same coder over many articles: in this process or in several."""

"""Pieces that pages are made of: each a function that gives markup."""

"""Folding, sentences, clitics, inflection: from characters to words, with offsets into the original text."""

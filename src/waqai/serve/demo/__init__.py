"""A small chronicle that ships with the package, so that everything can be seen before a single article is read in."""

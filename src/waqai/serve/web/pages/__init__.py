"""The pages: each a function `View -> Page`."""

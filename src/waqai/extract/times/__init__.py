"""Arabic time expressions: find them, date them, and tie those that hang on another event to it.

`find_dates(text, published)` finds; `resolve_anchored(expression, (start, end))` dates «بعد عامين» by its event.
"""

from waqai.extract.times.finder import find_dates
from waqai.extract.times.model import Shift, TimeExpression, resolve_anchored

__all__ = ["Shift", "TimeExpression", "find_dates", "resolve_anchored"]

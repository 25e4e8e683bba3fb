"""From a dictionary word to every form in which newspapers print it, in unvowelled normal spelling.

Clitics («و», «س», «ال», «ه») are no matter of this package: it gives the words that they attach to. Roots write
every hamza «أ» («سأل», «بدأ»). Words whose final ya falls away («قاضٍ», «مساعٍ») are marked by tanwin kasra.
"""

from waqai.text.inflect.conjugation import conjugate
from waqai.text.inflect.forms import Noun, NounForm, Participle, Verb, VerbForm
from waqai.text.inflect.nominals import decline, nisba_forms
from waqai.text.inflect.participles import participles

__all__ = [
    "Noun",
    "NounForm",
    "Participle",
    "Verb",
    "VerbForm",
    "conjugate",
    "decline",
    "nisba_forms",
    "participles",
]

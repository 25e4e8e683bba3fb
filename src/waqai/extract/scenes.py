"""Where speech is made when another sentence tells it: «جاء ذلك خلال اجتماع في القاهرة»."""

from __future__ import annotations

from collections.abc import Sequence

from waqai.extract.merge import Event
from waqai.extract.placenames import Place
from waqai.extract.sentence import Sentence

SPEECH = frozenset({"ACCUSE", "REQUEST", "SUPPORT", "REJECT", "THREATEN"})
CAME = "جاء"
THAT = frozenset({"ذلك", "هذا", "هذه", "تلك"})


def refers_back(sentence: Sentence) -> bool:
    """Whether a sentence says of the one before how it came to be: «جاء ذلك ...», «وجاءت هذه التصريحات ...»."""
    words = [t for t in sentence.tokens if t.kind == "word"][:2]
    return len(words) == 2 and CAME in words[0].word.verb_lemmas and words[1].word.form in THAT


class Scenes:
    """Who spoke where, as far as the article has told. Made anew for each article."""

    def __init__(self) -> None:
        self._of: dict[str, Place] = {}

    def open(self, place: Place, sentence: Sentence, events: Sequence[Event]) -> None:
        """Set the scene of the speeches told in the sentence before, or in the title, and of their speakers."""
        for event in events:
            if event.event in SPEECH and event.draft.sentence.index in (-1, sentence.index - 1):
                for speaker in _speakers(event):
                    self._of[speaker] = place
                event.place = event.place or place

    def set(self, events: Sequence[Event]) -> None:
        """Give speeches without a place that of what the speaker said before; keep those that have one."""
        for event in events:
            if event.event not in SPEECH or event.status != "occurred" or event.dating.told:
                continue
            if event.place is None:
                event.place = next((self._of[s] for s in _speakers(event) if s in self._of), None)


def _speakers(event: Event) -> list[str]:
    return [a.person for a in event.actors if a.person]

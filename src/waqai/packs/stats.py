"""How much there is in a pack."""

from __future__ import annotations

from collections import Counter

from waqai.packs.pack import load_pack


def stats() -> dict[str, int]:
    """Counts of rules, examples, words and names of the default pack."""
    compiled = load_pack().compiled
    kinds = Counter(name.kind for name in compiled.names)
    events = Counter(rule.event for rule in compiled.rules)
    lemmas = {lemma for rule in compiled.rules for lemma in (*rule.verbs, *rule.nouns)}
    return {
        "rules": len(compiled.rules),
        "predicate entries (rule and word)": sum(len(rule.verbs) + len(rule.nouns) for rule in compiled.rules),
        "words that can carry an event": len(lemmas),
        "examples and counterexamples": sum(len(r.examples) + len(r.counterexamples) for r in compiled.rules),
        "inflected forms": len(compiled.forms),
        **{f"rules of {event}": n for event, n in sorted(events.items())},
        **{f"names: {kind}": n for kind, n in sorted(kinds.items())},
    }

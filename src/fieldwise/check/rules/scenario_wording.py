"""FW112."""

from __future__ import annotations

from collections.abc import Iterator

from fieldwise.check.context import Context, Finding

_PHRASES = {
    "setting": "You have ___.",
    "observation": "One ___ is one pair.",
    "observations": "The rule learns from ___.",
    "each": "One observation is ___.",
    "held_back": "The test data are ___.",
    "name": "the same ___",
    "phrase": "___ grows by one unit.",
    "symbol": "where ___ is 0",
    "unit": "in ___",
}
_LONGEST = {"symbol": 20, "unit": 60}
_LONG = 240


def scenario_wording(context: Context) -> Iterator[Finding]:
    """A word of the scenario does not fit the sentences that print it.

    Finds: a phrase of the scenario that ends with a full stop, begins with a capital article
    (`The household`), runs over several lines, or is too long to stand within a sentence or on
    an axis.

    Why: the lesson's defaults, the card and the figures put these words into sentences of their
    own: “One exposure is One integration..” is what a reader would meet.

    Caught:

        scenario:
          each: One high water, with the current at half tide.

    Mend: write a phrase that fits where the hint has its gap.

    Silent: capitals that belong to the word (`X-ray count`).
    """
    for text in context.scenario:
        last = text.key.rpartition(".")[2]
        if not text.key.startswith("scenario.") or last not in _PHRASES:
            continue
        longest = _LONGEST.get(last, _LONG)
        first = text.text.split()[0] if text.text.split() else ""
        if "\n" in text.text:
            problem = "runs over several lines"
        elif text.text.endswith((".", "!", "?", ";", ":", ",")) and last != "unit":
            problem = f"ends with “{text.text[-1]}”"
        elif first in ("A", "An", "The", "One", "Your", "Each", "This") and last != "symbol":
            problem = f"begins with the capital word “{first}”"
        elif len(text.text) > longest:
            problem = f"has {len(text.text)} characters; {longest} is the most"
        else:
            continue
        yield Finding(
            text.place,
            f"`{text.key}` {problem}.",
            f"It has to fit into “{_PHRASES[last]}”",
        )

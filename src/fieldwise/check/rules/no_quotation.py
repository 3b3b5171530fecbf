"""FW309."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from fieldwise.check.context import Context, Finding
from fieldwise.check.values import value_of
from fieldwise.quote import quotations

_MANY = 3
"""Values that a default quotes if its slot is about the run's numbers."""


def no_quotation(context: Context) -> Iterator[Finding]:
    """A text about the run's numbers quotes none of them.

    Finds: a telling that quotes no value, where the lesson's default quotes three or more.

    Why: such a slot explains what the run gave. Without the numbers it says what would be true
    of any run, and a reader has nothing to hold against the figure above.

    Caught:

        ## compare.bridge

        The scatter was put in on purpose, and the rule misses by about as much.

    Mend: quote the values that the text speaks of, such as `{{ mse }}`.

    Silent: slots whose default quotes two values or fewer.
    """
    for name, text in context.told.items():
        wanted = _quoted(context.slots[name].text, context)
        if len(wanted) >= _MANY and text.text and not _quoted(text.text, context):
            yield Finding(
                context.story.tellings[name].heading,
                f"`{name}` quotes none of the run's numbers.",
                f"The default quotes {', '.join(f'`{value}`' for value in wanted)}.",
            )


def _quoted(text: str, context: Context) -> list[str]:
    """The values that a text quotes, each once."""
    specs = (value_of(name, context) for name in _names(text))
    return list(dict.fromkeys(spec.name for spec in specs if spec is not None))


@lru_cache(maxsize=1024)
def _names(text: str) -> tuple[str, ...]:
    return tuple(quoted.name for quoted in quotations(text))

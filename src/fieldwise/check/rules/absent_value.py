"""FW307."""

from __future__ import annotations

from collections.abc import Iterator

from fieldwise.check.context import Context, Finding
from fieldwise.check.values import value_of
from fieldwise.model import Severity
from fieldwise.quote import quotations


def absent_value(context: Context) -> Iterator[Finding]:
    """A value is quoted where some data do not have it.

    Finds: a quotation of a value that exists only for synthetic data (the true slope) or only
    for measured ones, in a slot that is printed for both.

    Why: a learner who feeds the lesson their own data would see the braces: nobody knows the
    truth behind measured data.

    Caught:

        ## loss.bridge

        A residual is current measured less current foretold. The loss, the mean of the squares,
        is {{ mse }}, where the lesson's own scatter is {{ noise_level }}.

    Mend: move the sentence into a slot that is printed for these data alone, such as
    `compare.bridge`, or say it without the value.

    Silent: slots that are marked, in the lesson, as printed for these data only.
    """
    for name, text in context.told.items():
        slot = context.slots[name]
        for quotation in quotations(text.text):
            spec = value_of(quotation.name, context) if quotation.name else None
            if spec is None or spec.only is None or spec.only == slot.only:
                continue
            never = slot.only is not None
            yield Finding(
                text.at(quotation.start, len(quotation.raw)),
                f"`{spec.name}` exists for {spec.only} data only, and `{name}` is printed for "
                f"{f'{slot.only} data only' if never else 'all data'}.",
                f"Quote it in a slot of {spec.only} data, or say it without the number.",
                Severity.ERROR if never else None,
            )

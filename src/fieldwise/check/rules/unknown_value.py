"""FW303."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from fieldwise.check.context import Context, Finding
from fieldwise.check.spans import spans
from fieldwise.check.values import is_known, names
from fieldwise.quote import quotations


def unknown_value(context: Context) -> Iterator[Finding]:
    """A quotation names nothing.

    Finds: a name between double braces that is no value of the lesson, no word of the scenario
    and no declared constant.

    Why: a reader would see the braces.

    Caught:

        ## loss.bridge

        A residual is current measured less current foretold; the loss, the mean of the squares,
        is {{ msee }}.

    Mend: the names stand in the lesson's front matter, under `values`; the words of the scenario
    are `x.name`, `y.unit`, `observations` and so on.

    Silent: a capital first letter (`{{ Observations }}`), which asks for one; double braces in
    formulas, where TeX uses them too, unless a name that exists is near.
    """
    for text in context.markdown:
        if "{{" not in text.text:
            continue
        formulas = [(span.start, span.end) for span in spans(text.text) if span.kind == "math"]
        for quotation in quotations(text.text):
            if not quotation.name or is_known(quotation.name, context):
                continue
            near = get_close_matches(quotation.name[:60], names(context), n=3, cutoff=0.6)
            inside = any(start <= quotation.start < end for start, end in formulas)
            if inside and not near and not quotation.raw.startswith("{{ "):
                continue
            yield Finding(
                text.at(quotation.start, len(quotation.raw)),
                f"there is no value `{quotation.name[:60]}`.",
                f"Did you mean {' or '.join(f'`{name}`' for name in near)}?"
                if near
                else "The lesson's values stand in its front matter, under `values`.",
            )

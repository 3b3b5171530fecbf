"""FW702."""

from __future__ import annotations

from collections.abc import Iterator

from fieldwise.check.context import Context, Finding
from fieldwise.model import Place
from fieldwise.standing import sections
from fieldwise.standing.wording import listed_slots


def no_reviewer(context: Context) -> Iterator[Finding]:
    """Nobody of the field has read what a person wrote.

    Finds: sections that a person wrote and that nobody but the authors has reviewed, or that were
    changed since. It is advice.

    Why: the check knows nothing of the field. Whether a sentence is true there, somebody who
    does the job has to say.

    Caught:

        reviewers: []

    Mend: have somebody who does the job go through it with `fieldwise review FIELD`; or give them
    the page, and name them under `reviewers`, which stands for every section by a person.

    Silent: a scenario alone; sections that a model drafted (FW705); what a reviewer wants mended
    (FW706).
    """
    if not context.has_standing:
        return
    story = context.story
    place = story.places.get("reviewers", Place(story.path, 1))
    told = [section for section in sections(context.lesson, story) if section.origin == "person"]
    never = [section.slot for section in told if section.state == "unreviewed"]
    moved = [section.slot for section in told if section.state == "text moved on"]
    if told and len(never) == len(told):
        only = " but its authors" if any(story.reviewers) else ""
        message = f"nobody{only} has reviewed the story."
        yield Finding(place, message, _HINT)
    elif never:
        yield Finding(place, f"nobody has reviewed {listed_slots(never)}.", _HINT)
    if moved:
        yield Finding(place, f"changed since the review: {listed_slots(moved)}.", _HINT)


_HINT = "Have somebody of the field read it: `fieldwise review`, or name them under `reviewers`."

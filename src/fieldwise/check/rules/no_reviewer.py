"""FW702."""

from __future__ import annotations

from collections.abc import Iterator

from fieldwise.check.context import Context, Finding
from fieldwise.model import Place


def no_reviewer(context: Context) -> Iterator[Finding]:
    """Nobody of the field has read the story.

    Finds: a story without `reviewers`, or whose only reviewers are its authors. It is advice.

    Why: the check knows nothing of the field. Whether a sentence is true there, somebody who
    does the job has to say.

    Caught:

        reviewers: []

    Mend: give the page to somebody who does the job, and name them under `reviewers`.

    Silent: a scenario alone.
    """
    if not context.has_standing:
        return
    story = context.story
    others = {name for name in story.reviewers if name} - set(story.authors)
    if not others:
        only = " but its authors" if any(story.reviewers) else ""
        yield Finding(
            story.places.get("reviewers", Place(story.path, 1)),
            f"nobody{only} has reviewed the story.",
            "Have somebody of the field read it, and name them under `reviewers`.",
        )

"""FW115."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fieldwise.check.context import Context, Finding
from fieldwise.check.spans import prose

_TALK = re.compile(
    r"""
    \bas\s+an?\s+(?:AI|artificial\s+intelligence|(?:large\s+)?language\s+model)\b
  | ^[ \t>*_#]*(?:sure|certainly|absolutely)\b\s*[,.!:–—]
  | \bhere(?:['’]s|\s+is|\s+are)\s+(?:the|your|a|my)\s+(?:[\w-]+\s+){0,4}
      (?:section|slot|draft|rewrite|revision|version|json|markdown)\b
  | \bI\s+hope\s+(?:this|that|it)\s+(?:helps|works|meets|is\s+helpful)\b
  | \blet\s+me\s+know\s+if\s+(?:you\s?(?:['’]d|would|need|want|like)|this|there|any|I\s+should)\b
  | \bfeel\s+free\s+to\s+(?:ask|adjust|edit|modify|let|use|reach)\b
  | \bwould\s+you\s+like\s+(?:me\s+to|another|a\s+different)\b
  | \bI(?:['’]m|\s+am)\s+(?:sorry|afraid),?\s+(?:but\s+)?(?:I\s+)?(?:can['’]?t|cannot|am\s+unable)\b
  | \bI\s+(?:can['’]?t|cannot|won['’]t)\s+(?:help|assist|comply)\b
  | \bword\s+count\s*[:=]
  | \(\s*\d+\s+words\s*\)
  | <\|[a-z_]{2,30}\|> | \[/?INST\] | </?(?:think|thinking|thought)>
  | ^[ \t]*(?:assistant|user|system)\s*:
    """,
    re.VERBOSE | re.IGNORECASE | re.MULTILINE,
)
"""What a chat model says to whom it writes for, and marks of its own format."""
_CUES = (
    "as an ai", "as an art", "as a la", "as an la", "sure,", "sure!", "sure.", "sure:", "certainly",
    "absolutely", "here’s", "here's", "here is", "here are", "i hope", "let me know", "feel free",
    "would you like", "sorry", "afraid", "i can", "i won", "word count", " words)", "<|", "inst]",
    "think>", "thinking>", "thought>", "assistant", "user", "system",
)  # fmt: skip
"""One of these stands in every such sentence; most texts have none, and are done with sooner."""


def chat_talk(context: Context) -> Iterator[Finding]:
    """A chat model's talk was left in.

    Finds: what a model says about its own text (“Here is the revised section”, “Let me know if
    you would like”, “As an AI”, “Word count: 120”), a refusal, and marks of a chat's format.

    Why: it is said to the author, and the reader would take it for the lesson's.

    Caught:

        ## limits

        The current in an entrance follows the tide of that very day, with the wind. I hope this
        helps!

    Mend: take the sentence out.

    Silent: prompts that tell a chat model what to ask; quotations and code.
    """
    for text in context.tellings:
        lower = " ".join(text.text.lower().split())
        for match in _TALK.finditer(prose(text.text)) if any(cue in lower for cue in _CUES) else ():
            found = match[0].strip()
            yield Finding(
                text.at(match.start() + match[0].index(found), len(found)),
                f"“{' '.join(found.split())[:60]}” is a chat model's talk.",
                "Take the sentence out; a section says nothing about itself.",
            )

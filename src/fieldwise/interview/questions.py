"""The questions of the interview: what is asked, why, and an example. One source for every host.

`{observation}` and the like stand for what was answered before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from fieldwise.interview.answers import FRIENDS, Given
from fieldwise.interview.nouns import plural
from fieldwise.interview.proposing import proposal

Kind = Literal["line", "long", "unit", "range", "choice", "scale"]


@dataclass(frozen=True, slots=True)
class Question:
    """One question."""

    name: str
    part: str
    """The part of the interview it belongs to."""
    ask: str
    why: str
    example: str = ""
    kind: Kind = "line"
    choices: tuple[tuple[str, str], ...] = ()
    """What can be chosen, each with what it means."""
    needed: bool = True
    detail: bool = False
    """Whether it is derived from other answers, and only asked to be corrected."""


LESSON = "linear-regression"
"""The lesson that the interview is about."""

YOU = "You"
PAIR = "Two numbers"
ONE = "One observation"
WORDS = "Your words"
READER = "You as a reader"

QUESTIONS = (
    Question(
        "field",
        YOU,
        "What is your field called?",
        "It names the folder with your files, and the gallery shows it.",
        "Seabird ecology",
    ),
    Question(
        "learner",
        YOU,
        "And what are you? “I am …”",
        "The lesson speaks of people who do this work.",
        "a seabird ecologist",
    ),
    Question(
        "week",
        YOU,
        "What do you do in a week?",
        "It is printed nowhere. It helps whoever tells the lesson in more detail, a person or a "
        "model.",
        "I tag and measure penguins, enter the day's sheets, and write up what changed.",
        kind="long",
        needed=False,
    ),
    Question(
        "x.name",
        PAIR,
        "Name one thing that you set, or know beforehand.",
        "A prediction starts from it. A number, not a category.",
        "flipper length",
    ),
    Question(
        "x.unit",
        PAIR,
        "What is the unit of the {x.name}?",
        "Every number in the lesson carries its unit. Counted things are units, too: “patients”.",
        "mm",
        kind="unit",
    ),
    Question(
        "x.range",
        PAIR,
        "From where to where is usual for the {x.name}, in {x.unit}?",
        "The lesson's data should look like yours.",
        "170 to 230",
        kind="range",
    ),
    Question(
        "y.name",
        PAIR,
        "Name one thing that you would like to predict from the {x.name}.",
        "It is a number that you learn later, or with more effort.",
        "body mass",
    ),
    Question(
        "y.unit",
        PAIR,
        "What is the unit of the {y.name}?",
        "The unit of the slope is computed from the two.",
        "g",
        kind="unit",
    ),
    Question(
        "y.range",
        PAIR,
        "From where to where is usual for the {y.name}, in {y.unit}?",
        "The lesson's data should look like yours.",
        "2700 to 6300",
        kind="range",
    ),
    Question(
        "direction",
        PAIR,
        "When {x.phrase} is larger, what does {y.phrase} tend to be?",
        "In the lesson's data, a larger feature goes with a larger target.",
        kind="choice",
        choices=(("larger", "larger, too"), ("smaller", "smaller"), ("unclear", "I cannot say")),
    ),
    Question(
        "scale",
        PAIR,
        "In which units shall your story read the lesson's data?",
        "The lesson's numbers are the same for everybody. Units are yours to choose.",
        kind="scale",
    ),
    Question(
        "observation",
        ONE,
        "Each pair of numbers, {x.name} and {y.name}, belongs to one … what?",
        "One word or two, in the singular. The lesson calls it an observation.",
        "penguin",
    ),
    Question(
        "each",
        ONE,
        "Say what that is, for somebody new: “One {observation} is …”",
        "The scene opens with this sentence.",
        "one adult bird, caught once and measured on the beach",
    ),
    Question(
        "setting",
        ONE,
        "Where would such numbers come from? “You have …”",
        "The lesson opens with this sentence.",
        "the field sheets of one season on the island",
    ),
    Question(
        "held_back",
        ONE,
        "Suppose a rule has been learned. On which {observations} would you test it?",
        "They must be held back beforehand. The lesson's code draws one in four by chance.",
        "the penguins of the next season",
    ),
    Question(
        "today",
        ONE,
        "What do you use today, to get from the {x.name} to the {y.name}?",
        "The lesson's line is worth what it adds to that. A table, a spreadsheet, a feeling: all "
        "of them count.",
        "a table in the field guide",
        needed=False,
    ),
    Question(
        "level.mathematics",
        READER,
        "How much mathematics do you have?",
        "It decides which optional passages you see first; you can change it on the page.",
        kind="choice",
        choices=(
            ("none", "none that I would lean on"),
            ("calculus", "derivatives are fine"),
            ("linear algebra", "matrices and eigenvalues, too"),
        ),
        needed=False,
    ),
    Question(
        "level.programming",
        READER,
        "How much programming do you have?",
        "The same, for the code: it can be read to you line by line.",
        kind="choice",
        choices=(
            ("none", "none so far"),
            ("some", "I can read simple code"),
            ("fluent", "I write code every week"),
        ),
        needed=False,
    ),
    Question(
        "goal",
        READER,
        "What would you like to be able to do in the end?",
        "It is printed nowhere; it helps whoever tells the lesson in more detail.",
        "judge a model that a colleague brings me",
        kind="long",
        needed=False,
    ),
    Question(
        "why",
        READER,
        "One sentence: why does predicting the {y.name} matter to you?",
        "It stands at the beginning of your lesson, as your own words.",
        "Weighing a bird takes two people and frightens it; a ruler does not.",
        needed=False,
    ),
    *(
        question
        for name, role in (("x", "what you start from"), ("y", "what you predict"))
        for question in (
            Question(
                f"{name}.phrase",
                PAIR,
                f"The {{{name}.name}} as the subject of a sentence: “… runs from 10 to 200.”",
                "With its article, in the singular.",
                detail=True,
            ),
            Question(
                f"{name}.symbol",
                PAIR,
                f"A symbol for {role}",
                "One to three letters. The lesson's own are taken: w, b, x, y, n, r and a few "
                "more.",
                detail=True,
            ),
        )
    ),
    Question(
        "observations",
        ONE,
        "Several of them: “Many …”",
        "The plural.",
        detail=True,
    ),
    Question(
        "article",
        ONE,
        "“A {observation}” or “an {observation}”?",
        "By the sound.",
        detail=True,
        kind="choice",
        choices=(("a", "a {observation}"), ("an", "an {observation}")),
    ),
    Question(
        "id",
        YOU,
        "The name of the folder",
        "Small letters, digits and hyphens. Commands call the field by it.",
        detail=True,
    ),
)
"""All questions, in the order of the interview; details last."""

BY_NAME = {question.name: question for question in QUESTIONS}

WORDS_ASK = "Which of these words does your field already use for something else?"
WORDS_WHY = (
    "A word that you know in another sense misleads more than a strange one; the lesson will warn "
    "of each."
)
WORD_ASK = "What does “{word}” mean in your field?"
WORD_WHY = "A few words, without numbers; the lesson adds what it means here."
WORD_EXAMPLE = "an electronic offset that every pixel carries"

MEANS = {
    "training": "the search for the parameters that make the loss smallest",
    "test": "a test only judges the finished line and changes nothing in it",
}
"""What words mean in the lesson that are no terms of it, and yet may be false friends."""
FALSE_FRIENDS = (
    "bias",
    "model",
    "weights",
    "target",
    "feature",
    "training",
    "test",
    "loss",
    "residual",
    "prediction",
    "parameters",
    "gradient",
    "learning rate",
    "epoch",
)
"""The words that are offered as false friends, the likeliest first."""


def named(name: str) -> Question:
    """The question about an answer; that of a false friend is made for its word."""
    if not name.startswith(FRIENDS):
        return BY_NAME[name]
    ask = WORD_ASK.format(word=name.removeprefix(FRIENDS))
    return Question(name, WORDS, ask, WORD_WHY, WORD_EXAMPLE, needed=False)


def worded(text: str, given: Given) -> str:
    """A question's text with earlier answers in place."""
    for name in (
        "x.phrase",
        "y.phrase",
        "x.name",
        "y.name",
        "x.unit",
        "y.unit",
        "observation",
        "observations",
    ):
        if f"{{{name}}}" in text:
            said = re.sub(r"^(?:own|known) ", "", given.get(name, ""))
            if name == "observations" and not said:
                said = plural(given.get("observation", ""))
            if name.endswith("phrase") and not said and given.get(f"{name[0]}.name"):
                said = proposal(name, given)
            text = text.replace(f"{{{name}}}", said or _STAND_INS[name])
    return text


_STAND_INS = {
    "x.phrase": "the first number",
    "y.phrase": "the second number",
    "x.name": "first number",
    "y.name": "second number",
    "x.unit": "its unit",
    "y.unit": "its unit",
    "observation": "observation",
    "observations": "observations",
}

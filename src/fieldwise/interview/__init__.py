"""The interview that makes a field which is not there yet: one set of questions, two hosts."""

from fieldwise.interview.answers import Answers, Asked, read_answers

__all__ = ["Answers", "Asked", "read_answers"]

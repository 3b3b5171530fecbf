"""From text files to the nouns of `fieldwise.model`, with every mistake found on the way."""

from fieldwise.read.course import Course, find_course, user_folder
from fieldwise.read.field import read_field
from fieldwise.read.lesson import read_lesson
from fieldwise.read.story import read_story

__all__ = ["Course", "find_course", "read_field", "read_lesson", "read_story", "user_folder"]

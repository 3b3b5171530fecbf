"""Say what is not yet right in an author's text: every finding, with its place and a hint."""

from fieldwise.check.checker import (
    check,
    check_field,
    check_lesson,
    check_numbers,
    check_text,
)
from fieldwise.check.paths import check_path

__all__ = [
    "check",
    "check_field",
    "check_lesson",
    "check_numbers",
    "check_path",
    "check_text",
]

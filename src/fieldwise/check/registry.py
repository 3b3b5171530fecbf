"""Every rule, in the order of its code: the whole check at a glance."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from fieldwise.check import reading
from fieldwise.check.context import Context, Finding
from fieldwise.check.rules.absent_value import absent_value
from fieldwise.check.rules.absurd_size import absurd_size
from fieldwise.check.rules.altered_formula import altered_formula
from fieldwise.check.rules.bare_scenario import bare_scenario
from fieldwise.check.rules.broken_tex import broken_tex
from fieldwise.check.rules.chat_talk import chat_talk
from fieldwise.check.rules.default_left import default_left
from fieldwise.check.rules.defined_again import defined_again
from fieldwise.check.rules.empty_range import empty_range
from fieldwise.check.rules.excess_digits import excess_digits
from fieldwise.check.rules.false_arithmetic import false_arithmetic
from fieldwise.check.rules.false_comparison import false_comparison
from fieldwise.check.rules.false_friend import false_friend
from fieldwise.check.rules.foreign_unit import foreign_unit
from fieldwise.check.rules.heading_level import heading_level
from fieldwise.check.rules.image import image
from fieldwise.check.rules.invisible_character import invisible_character
from fieldwise.check.rules.left_out import left_out
from fieldwise.check.rules.look_alike import look_alike
from fieldwise.check.rules.misnamed_value import misnamed_value
from fieldwise.check.rules.missing_part import missing_part
from fieldwise.check.rules.missing_slot import missing_slot
from fieldwise.check.rules.missing_term import missing_term
from fieldwise.check.rules.no_author import no_author
from fieldwise.check.rules.no_quotation import no_quotation
from fieldwise.check.rules.no_reviewer import no_reviewer
from fieldwise.check.rules.no_way_back import no_way_back
from fieldwise.check.rules.not_self_contained import not_self_contained
from fieldwise.check.rules.open_markup import open_markup
from fieldwise.check.rules.other_language import other_language
from fieldwise.check.rules.other_name import other_name
from fieldwise.check.rules.other_unit import other_unit
from fieldwise.check.rules.outside_link import outside_link
from fieldwise.check.rules.placeholder import placeholder
from fieldwise.check.rules.prompt_without_term import prompt_without_term
from fieldwise.check.rules.quoted_unit import quoted_unit
from fieldwise.check.rules.raw_html import raw_html
from fieldwise.check.rules.renamed_term import renamed_term
from fieldwise.check.rules.row_order import row_order
from fieldwise.check.rules.scenario_wording import scenario_wording
from fieldwise.check.rules.shared_word import shared_word
from fieldwise.check.rules.slope_unit import slope_unit
from fieldwise.check.rules.slot_length import slot_length
from fieldwise.check.rules.stale import stale
from fieldwise.check.rules.stray_directive import stray_directive
from fieldwise.check.rules.swapped_role import swapped_role
from fieldwise.check.rules.swapped_unit import swapped_unit
from fieldwise.check.rules.table_shape import table_shape
from fieldwise.check.rules.tells_first import tells_first
from fieldwise.check.rules.to_mend import to_mend
from fieldwise.check.rules.typed_numeral import typed_numeral
from fieldwise.check.rules.undefined_unit import undefined_unit
from fieldwise.check.rules.unknown_slot import unknown_slot
from fieldwise.check.rules.unknown_value import unknown_value
from fieldwise.check.rules.unreadable_quotation import unreadable_quotation
from fieldwise.check.rules.unreviewed_draft import unreviewed_draft
from fieldwise.check.rules.unsafe_link import unsafe_link
from fieldwise.check.rules.unsafe_tex import unsafe_tex
from fieldwise.check.rules.unused_term import unused_term
from fieldwise.check.rules.wrong_conversion import wrong_conversion
from fieldwise.model import Severity

ERROR, WARNING, ADVICE = Severity.ERROR, Severity.WARNING, Severity.ADVICE

Run = Callable[[Context], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its code, what it does, and how much its findings weigh."""

    code: str
    run: Run
    severity: Severity
    lesson: bool = False
    """Whether it also reads a lesson's own text."""
    field: bool = False
    """Whether it also reads a field that has no story yet."""
    values: bool = False
    """Whether it asks for the run's values; all others can say their say before there is a run."""

    @property
    def name(self) -> str:
        """The one word that is also its file's and its function's."""
        return self.run.__name__

    @property
    def documentation(self) -> str:
        """Its docstring."""
        return inspect.getdoc(self.run) or ""


RULES = (
    # structure
    Rule("FW101", unknown_slot, ERROR),
    Rule("FW103", missing_slot, WARNING),
    Rule("FW104", default_left, WARNING),
    Rule("FW105", placeholder, WARNING, lesson=True, field=True),
    Rule("FW106", heading_level, WARNING),
    Rule("FW107", broken_tex, ERROR, lesson=True, field=True),
    Rule("FW108", table_shape, ERROR, lesson=True),
    Rule("FW109", slot_length, WARNING),
    Rule("FW110", missing_part, WARNING),
    Rule("FW111", stray_directive, WARNING),
    Rule("FW112", scenario_wording, WARNING),
    Rule("FW113", open_markup, WARNING),
    Rule("FW114", other_language, WARNING),
    Rule("FW115", chat_talk, WARNING),
    # terms
    Rule("FW201", missing_term, ERROR),
    Rule("FW202", row_order, WARNING),
    Rule("FW203", renamed_term, ERROR),
    Rule("FW204", unused_term, WARNING),
    Rule("FW205", shared_word, WARNING),
    Rule("FW206", false_friend, WARNING, field=True),
    Rule("FW207", defined_again, ERROR),
    Rule("FW208", other_name, WARNING),
    Rule("FW209", swapped_role, ERROR),
    # numbers
    Rule("FW301", typed_numeral, ERROR, values=True),
    Rule("FW302", false_arithmetic, ERROR, values=True),
    Rule("FW303", unknown_value, ERROR, lesson=True),
    Rule("FW304", unreadable_quotation, ERROR, lesson=True),
    Rule("FW305", excess_digits, ERROR, lesson=True, values=True),
    Rule("FW306", wrong_conversion, ERROR),
    Rule("FW307", absent_value, WARNING),
    Rule("FW308", left_out, WARNING),
    Rule("FW309", no_quotation, WARNING),
    Rule("FW310", altered_formula, WARNING),
    Rule("FW311", misnamed_value, WARNING),
    Rule("FW312", false_comparison, ERROR, values=True),
    # units
    Rule("FW401", undefined_unit, ERROR, field=True),
    Rule("FW402", empty_range, ERROR, values=True),
    Rule("FW403", slope_unit, ERROR),
    Rule("FW404", other_unit, ERROR),
    Rule("FW405", quoted_unit, ERROR, values=True),
    Rule("FW406", swapped_unit, ERROR),
    Rule("FW407", foreign_unit, ERROR),
    # safety
    Rule("FW501", raw_html, ERROR, lesson=True, field=True),
    Rule("FW502", unsafe_link, ERROR, lesson=True, field=True),
    Rule("FW503", image, ERROR, lesson=True, field=True),
    Rule("FW504", outside_link, ADVICE),
    Rule("FW505", invisible_character, ERROR, lesson=True, field=True),
    Rule("FW506", look_alike, ERROR, lesson=True, field=True),
    Rule("FW507", absurd_size, ERROR, lesson=True, field=True),
    Rule("FW508", unsafe_tex, ERROR, lesson=True, field=True),
    # prompts
    Rule("FW601", not_self_contained, WARNING),
    Rule("FW602", prompt_without_term, WARNING),
    Rule("FW603", tells_first, WARNING),
    Rule("FW604", no_way_back, WARNING),
    # standing
    Rule("FW701", no_author, WARNING),
    Rule("FW702", no_reviewer, ADVICE),
    Rule("FW703", stale, WARNING),
    Rule("FW704", bare_scenario, ADVICE),
    Rule("FW705", unreviewed_draft, ADVICE),
    Rule("FW706", to_mend, WARNING),
)

OF_TEXT = tuple(rule for rule in RULES if not rule.values)
OF_RUN = tuple(rule for rule in RULES if rule.values)
"""The rules that can go ahead of the run, and those that need it."""

READING = (
    Rule("FW001", reading.unreadable_file, ERROR),
    Rule("FW002", reading.broken_yaml, ERROR),
    Rule("FW003", reading.unknown_key, ERROR),
    Rule("FW004", reading.missing_key, ERROR),
    Rule("FW005", reading.wrong_type, ERROR),
    Rule("FW006", reading.lesson_structure, ERROR),
    Rule("FW007", reading.failed_run, ERROR),
    Rule("FW008", reading.misplaced, WARNING),
    Rule("FW102", reading.slot_twice, ERROR),
)
"""What the readers and the checker itself report; these rules only carry the documentation."""

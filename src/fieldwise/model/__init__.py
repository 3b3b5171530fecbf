"""The nouns of Fieldwise: one immutable type per stage of the way from text to edition.

    Lesson, Field, Story  ─ read
    Edition               ─ weave:  cells whose prose still quotes values by name
    Run                   ─ run:    outputs and values of the edition's code
    Executed              ─ bind:   the same cells with this run's outputs and numbers

Positions are 1-based, and stay with a text from the moment it is read.
"""

from __future__ import annotations

from fieldwise.model.edition import Cell, Data, Edition, Executed, ExecutedCell, Output, Quoted, Run
from fieldwise.model.findings import Diagnostic, Place, Severity
from fieldwise.model.lesson import (
    AboutData,
    Block,
    Canon,
    Card,
    Code,
    DataKind,
    Kind,
    Lesson,
    SeriesSpec,
    Slot,
    Term,
    ValueSpec,
)
from fieldwise.model.story import (
    OWN,
    Constant,
    Field,
    Quantity,
    Scenario,
    Story,
    Telling,
    UnitDefinition,
    untold,
)

__all__ = [
    "OWN",
    "AboutData",
    "Block",
    "Canon",
    "Card",
    "Cell",
    "Code",
    "Constant",
    "Data",
    "DataKind",
    "Diagnostic",
    "Edition",
    "Executed",
    "ExecutedCell",
    "Field",
    "Kind",
    "Lesson",
    "Output",
    "Place",
    "Quantity",
    "Quoted",
    "Run",
    "Scenario",
    "SeriesSpec",
    "Severity",
    "Slot",
    "Story",
    "Telling",
    "Term",
    "UnitDefinition",
    "ValueSpec",
    "untold",
]

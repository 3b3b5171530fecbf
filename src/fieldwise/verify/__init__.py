"""Verify a notebook against its certificate and the course, and give the originals back."""

from fieldwise.verify.report import CellReport, OutputStanding, Report, Standing
from fieldwise.verify.verify import restore, verify

__all__ = ["CellReport", "OutputStanding", "Report", "Standing", "restore", "verify"]

"""Clean-up of printed text: from extracted lines to paragraphs, pages, note marks and a report of every repair."""

from argmap.text.imports.clean import clean
from argmap.text.imports.clean_data import Cleaned
from argmap.text.imports.options import ImportOptions
from argmap.text.imports.report import KINDS, Repair, Report

__all__ = ["KINDS", "Cleaned", "ImportOptions", "Repair", "Report", "clean"]

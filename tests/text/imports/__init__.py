"""Tests of the clean-up of printed text."""

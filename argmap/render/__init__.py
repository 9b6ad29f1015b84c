"""Figures and pages: layout, SVG, PDF, PNG, DOT, HTML, Markdown and plain text."""

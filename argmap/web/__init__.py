"""The workbench: one annotation file in the browser, served to this machine alone."""

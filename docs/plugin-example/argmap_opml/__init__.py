"""An example plug-in of argmap: a format (`argmap_opml.outline`) and a check (`argmap_opml.checks`)."""

"""Several people's annotations of one text brought to one: where they differ, what was decided, what results."""

"""How far several people's annotations of the same texts agree, in parts: boundaries, kinds, issues, relations."""

"""The argmap profile of TEI: a grammar (RelaxNG) and rules (Schematron), for XML editors and `argmap check --profile`."""

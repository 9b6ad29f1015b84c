"""The argmap profile of TEI, for XML editors and `argmap check --profile`: a grammar (RelaxNG), rules (Schematron)."""

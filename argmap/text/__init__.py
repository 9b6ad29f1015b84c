"""Plain text: spans, normalisation, clean-up of printed text, and the anchoring of quotations."""

"""What follows from the maps: what stands and how strongly, what a disagreement turns on, how annotators agree."""

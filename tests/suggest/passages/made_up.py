"""Made-up annotated texts in which a word decides the kind: no rule knows it, so it has to be learnt."""

from __future__ import annotations

import random

from argmap.suggest.passages.samples import Sample

WORDS = {"claim": "harrow", "rebuttal": "lantern", "": "meadow"}
FILL = ("stone", "river", "winter", "garden", "engine", "ribbon", "paper", "copper", "window", "bottle")


def made_up(number: int, sentences: int = 16, seed: int = 7) -> list[Sample]:
    """Texts of short sentences; each holds the word of its kind among others."""
    rng = random.Random(seed)
    found = []
    for place in range(number):
        content, spans, labels = "", [], []
        for _ in range(sentences):
            label = rng.choice(list(WORDS))
            words = [*rng.sample(FILL, 3), WORDS[label]]
            rng.shuffle(words)
            sentence = "The " + " ".join(words) + "."
            spans.append((len(content), len(content) + len(sentence)))
            labels.append(label)
            content += sentence + " "
        found.append(Sample(f"t{place}", content.rstrip(), tuple(spans), tuple(labels)))
    return found

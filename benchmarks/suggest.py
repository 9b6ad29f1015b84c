"""Proposing components and links in one text: rules, trained models and baselines on corpora annotated by people.

Prints macro-F1 over sentences, figures per kind, calibration by tenths, links by cue, and time. With ``--fit`` it
prints what the constants of `argmap.suggest.passages.rules` and `.links` would be on AbstRCT train and half of the
microtexts; with ``--textcat`` also what spaCy's own text categorizers reach on single sentences.
"""

from __future__ import annotations

import argparse
import re
import time
from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np
from measures import calibration_error, reliability
from suggest_data import Text, abstrct, articles, microtexts

from argmap.suggest.passages import rules
from argmap.suggest.passages.clauses import divide
from argmap.suggest.passages.cues import KINDS, hits
from argmap.suggest.passages.learn import SPANCAT, Settings, predict, train
from argmap.suggest.passages.rules import proposals
from argmap.suggest.passages.samples import Sample
from argmap.suggest.passages.scoring import figures, macro

COLUMNS = (*KINDS, "")
Chances = Callable[[Sample], np.ndarray]


def by_rules(item: Sample) -> np.ndarray:
    """Chances of the kinds and of none, one row per sentence: the likeliest clause stands for its sentence."""
    found = []
    for start, end in item.sentences:
        passage = item.text[start:end]
        parts = [rules.chances(rules.points(passage[a:b], hits(passage[a:b]))) for a, b in divide(passage)[0]]
        found.append(max(parts, key=sum))
    rows = np.array(found)
    return np.hstack([rows, 1 - rows.sum(axis=1, keepdims=True)])


def by_keywords(item: Sample) -> np.ndarray:
    """A baseline of three questions: a demand, else a conclusion or stance, else a figure or a report."""
    found = []
    for start, end in item.sentences:
        passage = item.text[start:end].lower()
        if re.search(r"\b(?:should|must|ought)\b", passage):
            kind = 2
        elif re.search(r"\b(?:therefore|thus|conclu\w+|suggests?|because|think|believe)\b", passage):
            kind = 0
        else:
            kind = 1 if re.search(r"\d|\b(?:according|said|reported)\b", passage) else 3
        found.append(np.eye(4)[kind])
    return np.array(found)


def by_majority(texts: Sequence[Text]) -> Chances:
    """The baseline that gives every sentence the commonest label of the texts."""
    common = Counter(label for text in texts for label in text.sample.labels).most_common(1)[0][0]
    return lambda item: np.tile(np.eye(4)[COLUMNS.index(common)], (len(item.sentences), 1))


def by_model(texts: Sequence[Text], settings: Settings) -> Chances:
    """A model trained on the texts."""
    nlp = train([text.sample for text in texts], settings)
    names = [*nlp.get_pipe(SPANCAT).labels, ""]

    def chances(item: Sample) -> np.ndarray:
        rows = np.zeros((len(item.sentences), 4))
        rows[:, [COLUMNS.index(name) for name in names]] = predict(nlp, item)
        return rows

    return chances


def by_textcat(texts: Sequence[Text], architecture: str, epochs: int = 8) -> Chances:
    """spaCy's text categorizer on single sentences, its settings as they come."""
    import spacy
    from spacy.training import Example
    from spacy.util import fix_random_seed, minibatch

    fix_random_seed(1)
    model = {"@architectures": architecture, "exclusive_classes": True, "ngram_size": 2, "no_output_layer": False}
    config = {"model": model | ({"length": 2**18} if architecture.endswith("v3") else {})} if architecture else {}
    nlp = spacy.blank("en")
    pipe = nlp.add_pipe("textcat", config=config)
    examples = [
        Example.from_dict(nlp.make_doc(item.text[a:b]), {"cats": {k or "none": k == label for k in COLUMNS}})
        for item in (text.sample for text in texts)
        for (a, b), label in zip(item.sentences, item.labels, strict=True)
    ]
    optimizer = nlp.initialize(lambda: examples)
    order = np.random.default_rng(1)
    for _ in range(epochs):
        for batch in minibatch((examples[i] for i in order.permutation(len(examples))), 64):
            nlp.update(batch, sgd=optimizer, drop=0.1)

    def chances(item: Sample) -> np.ndarray:
        docs = nlp.pipe([item.text[a:b] for a, b in item.sentences])
        return np.array([[doc.cats[kind or "none"] for kind in COLUMNS] for doc in docs])

    assert pipe.labels
    return chances


def decided(rows: np.ndarray) -> list[str]:
    """The kind that is proposed for each sentence: the likeliest, where a component is likelier than not."""
    return [KINDS[row[:3].argmax()] if row[:3].sum() >= rules.LEAST else "" for row in rows]


def show(name: str, texts: Sequence[Text], methods: dict[str, list[np.ndarray]]) -> None:
    """Macro-F1 and F1 per label of each method on the same texts."""
    gold = [label for text in texts for label in text.sample.labels]
    present = [kind for kind in COLUMNS if kind in gold]
    print(f"\n{name}: {len(texts)} texts, {len(gold)} sentences, {dict(Counter(gold))}")
    for method, rows in methods.items():
        table = figures(gold, decided(np.vstack(rows)), present)
        cells = "  ".join(f"{row.kind or 'none'} {row.precision:.2f}/{row.recall:.2f}/{row.f1:.2f}" for row in table)
        print(f"  {method:<26} macro-F1 {macro(table):.3f}   {cells}")


def bins(name: str, texts: Sequence[Text], rows: Sequence[np.ndarray]) -> None:
    """Of what is proposed with a score, how much is right."""
    gold = np.array([label for text in texts for label in text.sample.labels])
    flat = np.vstack(rows)
    chosen = flat[:, :3].sum(axis=1) >= rules.LEAST
    best = flat[chosen, :3].argmax(axis=1)
    score = flat[chosen, :3].max(axis=1)
    right = np.array([KINDS[kind] for kind in best]) == gold[chosen]
    cells = "  ".join(f"{mean:.2f}: {share:.2f} ({count})" for mean, share, count in reliability(score, right))
    print(f"  {name:<26} ECE {calibration_error(score, right):.3f}   {cells}")


def central(texts: Sequence[Text], rows: Sequence[np.ndarray]) -> float:
    """Macro-F1 over units of microtexts where the one most like a position is taken as the central claim."""
    gold, given = [], []
    for text, chances in zip(texts, rows, strict=True):
        chosen = int((chances[:, 0] + chances[:, 2] - chances[:, 1]).argmax())
        gold += [label == "claim" for label in text.sample.labels]
        given += [place == chosen for place in range(len(chances))]
    return macro(figures(gold, given, [True, False]))


def folds(texts: Sequence[Text], number: int, settings: Settings) -> list[np.ndarray]:
    """Chances for every text from a model that has not seen it."""
    found: dict[int, np.ndarray] = {}
    for fold in range(number):
        model = by_model([text for place, text in enumerate(texts) if place % number != fold], settings)
        found |= {place: model(text.sample) for place, text in enumerate(texts) if place % number == fold}
    return [found[place] for place in range(len(texts))]


def links(texts: Sequence[Text]) -> Counter[tuple[str, str]]:
    """Of the links proposed by rule between what people marked: how many there are, and are right, by cue."""
    count: Counter[tuple[str, str]] = Counter()
    for text in texts:
        found = proposals(text.sample.text, text.sample.sentences)
        place = [_nearest(text, item.start, item.end) for item in found.items]
        for link in found.relations:
            source, target = place[link.source], place[link.target]
            if source is None or target is None or source == target:
                continue
            group = re.sub(r"^(“.*” joins|opens with|evidence directly).*", r"\1", link.reasons[0])
            group = f"{re.sub('“.*” ', '', group)}, {link.name}"
            count[group, "all"] += 1
            count[group, "linked at all"] += any({source, target} == {a, b} for _, a, b in text.links)
            count[group, "right"] += (link.name, source, target) in text.links
    return count


def _nearest(text: Text, start: int, end: int) -> int | None:
    """The marked passage that shares most with a proposal, at least half of one of the two."""
    best, found = 0, None
    for place, (first, last, _) in enumerate(text.marked):
        shared = min(end, last) - max(start, first)
        if shared > best and 2 * shared >= min(end - start, last - first):
            best, found = shared, place
    return found


def fit(texts: Sequence[Text]) -> None:
    """The factor and shifts that make the rules' points likeliest, by gradient steps on the log likelihood."""
    sums, gold = [], []
    for text in texts:
        for (start, end), label in zip(text.sample.sentences, text.sample.labels, strict=True):
            sums.append(rules.points(text.sample.text[start:end], hits(text.sample.text[start:end])))
            gold.append(COLUMNS.index(label))
    points, wanted = np.array(sums), np.eye(4)[gold]
    factor, shift = 1.0, np.zeros(3)
    for _ in range(4000):
        logits = np.hstack([np.clip(factor * points + shift, -50, 50), np.zeros((len(points), 1))])
        chance = np.exp(logits - logits.max(axis=1, keepdims=True))
        chance /= chance.sum(axis=1, keepdims=True)
        gradient = (wanted - chance)[:, :3]
        factor += 0.05 * float((gradient * points).sum(axis=1).mean())
        # recommendations are not marked there: they keep the shift of claims
        shift[:2] += 0.5 * gradient.mean(axis=0)[:2]
        shift[2] = shift[0]
    print(f"FACTOR = {factor:.2f}\nSHIFT = ({shift[0]:.2f}, {shift[1]:.2f}, {shift[2]:.2f})")


def print_links(name: str, texts: Sequence[Text]) -> None:
    """Precision of links by cue."""
    count = links(texts)
    print(f"\nlinks on {name} (both ends annotated): right / linked at all / proposed")
    for group in sorted({group for group, _ in count}):
        total, right, any_ = count[group, "all"], count[group, "right"], count[group, "linked at all"]
        print(f"  {group:<36} {right / total:.2f} / {any_ / total:.2f} / {total}")
    gold = sum(len(text.links) for text in texts)
    print(f"  recall {sum(n for (_, what), n in count.items() if what == 'right')} of {gold}")


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fit", action="store_true", help="fit the constants of the rules instead")
    parser.add_argument("--textcat", action="store_true", help="only spaCy's own text categorizers")
    options = parser.parse_args()
    training, micro = abstrct("train"), microtexts()
    if options.fit:
        fit(training)
        print_links("AbstRCT train", training)
        print_links("microtexts, even", micro[::2])
        return
    if options.textcat:
        for name in ("spacy.TextCatBOW.v3", ""):
            began, held_out = time.process_time(), abstrct("dev")
            model = by_textcat(training, name)
            label = f"{name or 'default (ensemble)'} {time.process_time() - began:.0f} s"
            show("AbstRCT dev", held_out, {label: [model(text.sample) for text in held_out]})
        return
    held_out, ours, settings = abstrct("dev"), articles(), Settings()
    began = time.process_time()
    model = by_model(training, settings)
    seconds = time.process_time() - began
    rows = {
        "majority": [by_majority(training)(text.sample) for text in held_out],
        "keywords": [by_keywords(text.sample) for text in held_out],
        "rules": [by_rules(text.sample) for text in held_out],
        f"trained ({seconds:.0f} CPU-s)": [model(text.sample) for text in held_out],
    }
    show("AbstRCT dev, trained on train", held_out, rows)
    for method in list(rows)[2:]:
        bins(f"scores, {method}", held_out, rows[method])
    report_articles(ours, model, settings)
    odd = micro[1::2]
    print(f"\nmicrotexts: central claim, macro-F1 over {sum(len(t.marked) for t in micro)} units of {len(micro)} texts")
    print(f"  first unit {central(micro, [np.eye(len(t.marked), 4) for t in micro]):.3f}")
    demand = [np.eye(len(r), 4) * 0.3 + r * [0, 0, 1, 0] for r in map(by_rules, (t.sample for t in micro))]
    print(f"  likeliest demand, else first unit {central(micro, demand):.3f}")
    print(f"  rules {central(micro, [by_rules(t.sample) for t in micro]):.3f}")
    print(f"  trained, 5 folds by text {central(micro, folds(micro, 5, settings)):.3f}")
    for name, texts in (("AbstRCT dev", held_out), ("microtexts, odd", odd), ("our two articles", ours)):
        print_links(name, texts)


def report_articles(ours: Sequence[Text], foreign: Chances, settings: Settings) -> None:
    """Our two articles: each with what was learnt from the other, or from another field."""
    rows = {
        "majority": [by_majority(ours)(text.sample) for text in ours],
        "keywords": [by_keywords(text.sample) for text in ours],
        "rules": [by_rules(text.sample) for text in ours],
        "trained on AbstRCT": [foreign(text.sample) for text in ours],
        "trained on the other": folds(ours, 2, settings),
    }
    show("our two articles", ours, rows)
    for method in list(rows)[2:]:
        bins(f"scores, {method}", ours, rows[method])


if __name__ == "__main__":
    main()

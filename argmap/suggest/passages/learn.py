"""Learning a spaCy pipeline from annotated sentences."""

from __future__ import annotations

import random
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from argmap.problems import ArgmapError
from argmap.suggest.passages.samples import NONE, Sample

if TYPE_CHECKING:
    from spacy.language import Language

SPANCAT = "spancat"
# fewer annotated sentences than these say nothing about a way of annotating
FEWEST = 20
Progress = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Settings:
    """How a model is trained.

    ``steps`` batches of at most ``batch`` texts, with Adam at ``rate`` that falls to nothing; ``decay`` pulls what is
    learnt back to what the rules say. The place of a sentence in its text counts from ``place_from`` texts on.
    ``length`` is the size of the weight table.
    """

    language: str = "en"
    seed: int = 1
    steps: int = 300
    batch: int = 8
    rate: float = 0.02
    decay: float = 0.5
    place_from: int = 10
    length: int = 2**17


def pipeline(settings: Settings, kinds: Sequence[str], texts: int) -> Language:
    """An untrained pipeline: sentences, the span categorizer over them, and links by rule.

    Args:
        settings: All of them end up in the pipeline's configuration.
        kinds: The labels to learn.
        texts: How many texts there are to learn from.

    Raises:
        ArgmapError: spaCy knows no such language.
    """
    import spacy

    from argmap.suggest.passages import architecture, pipes

    try:
        nlp = spacy.blank(settings.language)
    except ImportError:
        raise ArgmapError(f"spaCy knows no language {settings.language!r}", "name one such as en, de or xx") from None
    model = {
        "@architectures": architecture.NAME,
        "kinds": list(kinds),
        "place": texts >= settings.place_from,
        "length": settings.length,
    }
    suggester = {"@misc": pipes.SUGGESTER}
    nlp.add_pipe("argmap_sentencizer")
    nlp.add_pipe(
        "spancat_singlelabel",
        name=SPANCAT,
        config={"model": model, "suggester": suggester, "spans_key": pipes.KEY},
    )
    nlp.add_pipe("argmap_relations")
    training = nlp.config["training"]
    training.update({"seed": settings.seed, "max_steps": settings.steps, "dropout": 0.0})
    training["batcher"] = None
    training["optimizer"] = {
        "@optimizers": "Adam.v1",
        "learn_rate": settings.rate,
        "L2": settings.decay,
        "L2_is_weight_decay": True,
    }
    return nlp


def shown_config(nlp: Language) -> str:
    """The parts of the configuration that training has set, as ``config.cfg`` has them."""
    from thinc.api import Config

    config = nlp.config.interpolate()
    training = {key: config["training"][key] for key in ("seed", "max_steps", "optimizer")}
    components = {SPANCAT: config["components"][SPANCAT]}
    return Config({"training": training, "components": components}).to_str().strip()


def doc_of(nlp: Language, item: Sample) -> Any:
    """A doc with the sample's sentences; what lies between two of them (a heading) is a sentence of its own."""
    # spaCy's limit is for parsers, which need much memory for each word; nothing here does
    nlp.max_length = max(nlp.max_length, len(item.text) + 1)
    doc = nlp.make_doc(item.text)
    edges = sorted({edge for span in item.sentences for edge in span})
    for token in doc:
        # the first edge behind the token's start lies inside it
        place = bisect_right(edges, token.idx - 1)
        token.is_sent_start = token.i == 0 or (place < len(edges) and edges[place] < token.idx + len(token))
    return doc


def enough(samples: Sequence[Sample]) -> list[str]:
    """The kinds to learn, in order of the alphabet.

    Raises:
        ArgmapError: too few sentences are annotated, or all are of one kind.
    """
    kinds = sorted({label for item in samples for label in item.labels if label != NONE})
    number = sum(item.labelled for item in samples)
    if number < FEWEST:
        raise ArgmapError(
            f"{number} annotated sentences are too few to learn from", f"annotate at least {FEWEST}, better 200"
        )
    if len({label for item in samples for label in item.labels}) < 2:
        raise ArgmapError(
            f"every sentence is marked as {kinds[0]}", "mark other kinds too, or leave sentences unmarked"
        )
    return kinds


def train(samples: Sequence[Sample], settings: Settings, progress: Progress | None = None) -> Language:
    """Train a pipeline; same samples and settings, same weights.

    Args:
        samples: Annotated texts.
        settings: How to train.
        progress: Called after every step.

    Raises:
        ArgmapError: too little is annotated to learn from.
    """
    from spacy.training import Example
    from thinc.api import Adam, fix_random_seed

    kinds = enough(samples)
    fix_random_seed(settings.seed)
    nlp = pipeline(settings, kinds, len(samples))
    pipe: Any = nlp.get_pipe(SPANCAT)
    examples = [Example(doc_of(nlp, item), _gold(nlp, item)) for item in samples]
    pipe.initialize(lambda: examples, nlp=nlp, labels=kinds)
    optimizer = Adam(settings.rate, L2=settings.decay, L2_is_weight_decay=True)
    order = random.Random(settings.seed)  # noqa: S311 (the order of texts is no secret)
    size = min(settings.batch, len(examples))
    queue: list[Any] = []
    for step in range(settings.steps):
        while len(queue) < size:
            queue += order.sample(examples, len(examples))
        batch, queue = queue[:size], queue[size:]
        optimizer.learn_rate = settings.rate * (1 - step / settings.steps)
        pipe.update(batch, sgd=optimizer)
        if progress:
            progress()
    nlp.meta["description"] = "Proposes argument components and links; made by argmap train"
    return nlp


def _gold(nlp: Language, item: Sample) -> Any:
    """The doc with its labelled sentences as spans."""
    from argmap.suggest.passages.pipes import KEY

    doc = doc_of(nlp, item)
    spans = [
        doc.char_span(start, end, label=label, alignment_mode="expand")
        for (start, end), label in zip(item.sentences, item.labels, strict=True)
        if label != NONE
    ]
    doc.spans[KEY] = spans
    return doc


def predict(nlp: Language, item: Sample) -> np.ndarray[Any, Any]:
    """The chance of every label for each sentence.

    Returns:
        One row per sentence; one column per label of the span categorizer, then one for none.
    """
    pipe: Any = nlp.get_pipe(SPANCAT)
    doc = doc_of(nlp, item)
    if not item.sentences:
        return np.zeros((0, len(pipe.labels) + 1))
    indices, scores = pipe.predict([doc])
    begins = [doc[int(start)].idx for start, _ in indices.dataXd]
    # a token may reach across a boundary: then the sentence has the row of the one that holds its start
    return np.array([scores[max(0, bisect_right(begins, start) - 1)] for start, _ in item.sentences])


def names(nlp: Language) -> list[str]:
    """What the columns of `predict` stand for; the last is none."""
    pipe: Any = nlp.get_pipe(SPANCAT)
    return [*pipe.labels, NONE]


def decide(rows: np.ndarray[Any, Any], columns: Iterable[str], least: float) -> list[str]:
    """The kind of each sentence: the likeliest where some kind is likely enough, else none.

    Args:
        rows: Chances as `predict` gives them, none last.
        columns: Names of the columns.
        least: What the chances of all kinds must come to.
    """
    labels = list(columns)
    return [labels[int(row[:-1].argmax())] if row[:-1].sum() >= least else NONE for row in rows]

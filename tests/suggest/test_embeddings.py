"""The encoder against the same formulas written plainly, on a tiny model with random weights."""

import json
import math
import struct

import numpy as np
import pytest

from argmap.problems import ArgmapError
from argmap.suggest import suggest
from argmap.suggest.embeddings import build
from tests.suggest.samples import left, right

PIECES = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "the", "street", "##s", "flood", "##ed", ".", "paving", "e", "##t"]
CONFIG = {
    "model_type": "bert", "hidden_size": 8, "num_hidden_layers": 2, "num_attention_heads": 2, "layer_norm_eps": 1e-12,
}  # fmt: skip


def shapes():
    yield "embeddings.word_embeddings.weight", (len(PIECES), 8)
    yield "embeddings.position_embeddings.weight", (32, 8)
    yield "embeddings.token_type_embeddings.weight", (2, 8)
    yield from (("embeddings.LayerNorm.weight", (8,)), ("embeddings.LayerNorm.bias", (8,)))
    for n in range(2):
        at = f"encoder.layer.{n}."
        for name in ("attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense"):
            yield from ((f"{at}{name}.weight", (8, 8)), (f"{at}{name}.bias", (8,)))
        yield from ((f"{at}intermediate.dense.weight", (16, 8)), (f"{at}intermediate.dense.bias", (16,)))
        yield from ((f"{at}output.dense.weight", (8, 16)), (f"{at}output.dense.bias", (8,)))
        for name in ("attention.output.LayerNorm", "output.LayerNorm"):
            yield from ((f"{at}{name}.weight", (8,)), (f"{at}{name}.bias", (8,)))


def weights():
    random = np.random.default_rng(3)
    return {name: random.normal(size=shape).astype(np.float32) for name, shape in shapes()}


def safetensors(arrays):
    table, data = {"__metadata__": {"format": "pt"}}, b""
    for name, array in arrays.items():
        end = len(data) + array.nbytes
        table[name] = {"dtype": "F32", "shape": list(array.shape), "data_offsets": [len(data), end]}
        data += array.tobytes()
    head = json.dumps(table).encode()
    return struct.pack("<Q", len(head)) + head + data


def files(**changed):
    found = {
        "config.json": json.dumps(CONFIG).encode(),
        "vocab.txt": "\n".join(PIECES).encode(),
        "model.safetensors": safetensors(weights()),
    }
    return {**found, **changed}


@pytest.fixture(scope="module")
def encoder():
    return build("tiny", files().get)


def plainly(tokens):
    """One sentence, one number at a time."""
    w = {name: array.astype(float) for name, array in weights().items()}

    def normal(x, name):
        return (x - x.mean()) / math.sqrt(((x - x.mean()) ** 2).mean() + 1e-12) * w[name + ".weight"] + w[
            name + ".bias"
        ]

    def dense(x, name):
        return w[name + ".weight"] @ x + w[name + ".bias"]

    def gelu(x):
        return np.array([v * 0.5 * (1 + math.erf(v / math.sqrt(2))) for v in x])

    e = "embeddings."
    rows = [
        w[e + "word_embeddings.weight"][t]
        + w[e + "position_embeddings.weight"][i]
        + w[e + "token_type_embeddings.weight"][0]
        for i, t in enumerate(tokens)
    ]
    rows = [normal(row, e + "LayerNorm") for row in rows]
    for n in range(2):
        at = f"encoder.layer.{n}."
        q, k, v = ([dense(row, f"{at}attention.self.{name}") for row in rows] for name in ("query", "key", "value"))
        seen = []
        for i in range(len(rows)):
            parts = []
            for head in (slice(0, 4), slice(4, 8)):
                scores = np.array([q[i][head] @ key[head] / 2.0 for key in k])
                share = np.exp(scores - scores.max())
                share /= share.sum()
                parts.append(sum(p * value[head] for p, value in zip(share, v, strict=True)))
            seen.append(np.concatenate(parts))
        out = at + "attention.output."
        rows = [normal(r + dense(s, out + "dense"), out + "LayerNorm") for r, s in zip(rows, seen, strict=True)]
        inner = [dense(gelu(dense(r, at + "intermediate.dense")), at + "output.dense") for r in rows]
        rows = [normal(r + s, at + "output.LayerNorm") for r, s in zip(rows, inner, strict=True)]
    mean = np.mean(rows, axis=0)
    return mean / np.linalg.norm(mean)


def test_tokens_are_the_longest_pieces(encoder):
    names = [PIECES[t] for t in encoder.tokens("The Streets flooded.")]
    assert names == ["[CLS]", "the", "street", "##s", "flood", "##ed", ".", "[SEP]"]
    assert [PIECES[t] for t in encoder.tokens("Ét xyz")] == ["[CLS]", "e", "##t", "[UNK]", "[SEP]"]


def test_vectors_are_as_the_formulas_say(encoder):
    texts = ["The streets flooded.", "paving", "", "the the the street flood paving ."]
    found = encoder.encode(texts)
    for text, vector in zip(texts, found, strict=True):
        assert vector == pytest.approx(plainly(encoder.tokens(text)), abs=2e-5)


def test_company_in_a_batch_does_not_matter(encoder):
    alone = encoder.encode(["paving"])[0]
    together = encoder.encode(["paving", "the streets flooded. the streets flooded."])[0]
    assert alone == pytest.approx(together, abs=1e-5)


def test_the_ranking_takes_it(encoder):
    found = suggest(left(), right(), encoder=encoder)
    assert found.method.startswith("tiny (")
    assert len(found.candidates) == 8


def test_a_vocabulary_in_the_tokenizer_file(encoder):
    tokenizer = json.dumps({"model": {"vocab": {piece: n for n, piece in enumerate(PIECES)}}}).encode()
    other = {**files(), "tokenizer.json": tokenizer}
    del other["vocab.txt"]
    assert build("tiny", other.get).tokens("the") == encoder.tokens("the")


@pytest.mark.parametrize(
    "changed",
    [
        {"config.json": None},
        {"model.safetensors": None},
        {"vocab.txt": None},
        {"config.json": b"{}"},
        {"config.json": b"nonsense"},
        {"config.json": json.dumps({**CONFIG, "model_type": "gpt2"}).encode()},
        {"model.safetensors": b"x"},
        {"model.safetensors": b"\xff" * 64},
        {"model.safetensors": safetensors({})},
        {"vocab.txt": b"just one"},
    ],
)
def test_what_is_no_model_is_refused(changed):
    with pytest.raises(ArgmapError, match="tiny"):
        build("tiny", files(**changed).get)

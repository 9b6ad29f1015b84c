"""Sentence vectors from a BERT encoder that lies on disk, computed with NumPy alone: no torch, no download.

A model is a folder as the Sentence Transformers project lays it out: ``config.json``, ``vocab.txt`` (or
``tokenizer.json``) and ``model.safetensors``. The forward pass follows Devlin et al. 2019 (encoder with
post-layer normalisation, exact GELU), then the mean over the tokens (Reimers and Gurevych 2019), made
unit length. Weights in the safetensors form are plain numbers; nothing in the file can run. Reading files
is left to `argmap.workspace`: everything here takes bytes.
"""

from __future__ import annotations

import hashlib
import json
import struct
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from argmap.problems import ArgmapError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

FILES = ("config.json", "model.safetensors")
LONGEST = 256  # tokens; what comes after is not read, as in the model's own settings
BATCH = 32
_LONGEST_WORD = 100
_KINDS: Mapping[str, Any] = {"F32": np.float32, "F16": np.float16, "F64": np.float64}


@dataclass(frozen=True)
class Encoder:
    """A loaded model; ``name`` and ``sha256`` (of the weights) say which, for the record."""

    name: str
    sha256: str
    vocabulary: Mapping[str, int]
    weights: Mapping[str, Floats]
    layers: int
    heads: int
    epsilon: float
    lower: bool = True

    def encode(self, texts: Sequence[str], tick: Callable[[int], None] | None = None) -> Floats:
        """Unit vectors of the texts, shape ``(len(texts), width)``; ``tick`` hears how many are done."""
        tokens = [self.tokens(text) for text in texts]
        order = sorted(range(len(texts)), key=lambda i: (len(tokens[i]), i))
        width = self.weights["embeddings.word_embeddings.weight"].shape[1]
        found = np.zeros((len(texts), width), dtype=np.float32)
        for start in range(0, len(order), BATCH):
            part = order[start : start + BATCH]
            found[part] = self._forward([tokens[i] for i in part])
            if tick is not None:
                tick(len(part))
        return found

    def tokens(self, text: str) -> list[int]:
        """The text as numbers of word pieces, between the marks for its start and end."""
        unknown = self.vocabulary["[UNK]"]
        pieces = [piece for word in _words(text, self.lower) for piece in self._pieces(word, unknown)]
        return [self.vocabulary["[CLS]"], *pieces[: LONGEST - 2], self.vocabulary["[SEP]"]]

    def _pieces(self, word: str, unknown: int) -> list[int]:
        """Longest known pieces from the left; a word that has none is unknown as a whole."""
        if len(word) > _LONGEST_WORD:
            return [unknown]
        found: list[int] = []
        start = 0
        while start < len(word):
            mark = "##" if start else ""
            ends = range(len(word), start, -1)
            end = next((end for end in ends if mark + word[start:end] in self.vocabulary), 0)
            if not end:
                return [unknown]
            found.append(self.vocabulary[mark + word[start:end]])
            start = end
        return found

    def _forward(self, batch: Sequence[Sequence[int]]) -> Floats:
        longest = max(len(tokens) for tokens in batch)
        ids = np.array([[*tokens, *[0] * (longest - len(tokens))] for tokens in batch])
        mask = np.array([[1.0] * len(t) + [0.0] * (longest - len(t)) for t in batch], dtype=np.float32)
        w = self.weights
        state = w["embeddings.word_embeddings.weight"][ids]
        state = state + w["embeddings.position_embeddings.weight"][:longest]
        state = state + w["embeddings.token_type_embeddings.weight"][0]
        state = self._normal(state, "embeddings.LayerNorm")
        away = (1.0 - mask)[:, None, None, :] * np.float32(-1e9)
        for layer in range(self.layers):
            state = self._layer(state, away, f"encoder.layer.{layer}.")
        mean = (state * mask[:, :, None]).sum(axis=1) / mask.sum(axis=1, keepdims=True)
        unit: Floats = mean / np.maximum(np.linalg.norm(mean, axis=1, keepdims=True), 1e-9)
        return unit

    def _layer(self, state: Floats, away: Floats, at: str) -> Floats:
        count, length, width = state.shape
        size = width // self.heads

        def split(name: str) -> Floats:
            made = self._dense(state, f"{at}attention.self.{name}")
            return np.ascontiguousarray(made.reshape(count, length, self.heads, size).transpose(0, 2, 1, 3))

        keys = np.ascontiguousarray(split("key").transpose(0, 1, 3, 2))
        weight = split("query") @ keys / np.float32(size**0.5) + away
        weight = np.exp(weight - weight.max(axis=-1, keepdims=True))
        weight = weight / weight.sum(axis=-1, keepdims=True)
        seen = (weight @ split("value")).transpose(0, 2, 1, 3).reshape(count, length, width)
        state = self._normal(
            state + self._dense(seen, at + "attention.output.dense"), at + "attention.output.LayerNorm"
        )
        inner = _gelu(self._dense(state, at + "intermediate.dense"))
        return self._normal(state + self._dense(inner, at + "output.dense"), at + "output.LayerNorm")

    def _dense(self, state: Floats, name: str) -> Floats:
        flat = state.reshape(-1, state.shape[-1]) @ self.weights[name + ".weight"].T
        made: Floats = (flat + self.weights[name + ".bias"]).reshape(*state.shape[:-1], -1)
        return made

    def _normal(self, state: Floats, name: str) -> Floats:
        mean = state.mean(axis=-1, keepdims=True)
        spread = np.sqrt(((state - mean) ** 2).mean(axis=-1, keepdims=True) + np.float32(self.epsilon))
        made: Floats = (state - mean) / spread * self.weights[name + ".weight"] + self.weights[name + ".bias"]
        return made


def build(name: str, fetch: Callable[[str], bytes | None]) -> Encoder:
    """An encoder from the files of its folder.

    Args:
        name: How the model is called in reports.
        fetch: Gives a file's bytes by its name in the folder, or None where there is none.

    Raises:
        ArgmapError: a file is missing, or is not what the forward pass here can compute.
    """
    held = {file: fetch(file) for file in FILES}
    missing = [file for file, data in held.items() if data is None]
    vocabulary = _vocabulary(fetch)
    if missing or not vocabulary:
        lacking = ", ".join([*missing, *([] if vocabulary else ["vocab.txt"])])
        raise ArgmapError(f"the model {name} lacks {lacking}", "name the folder that holds the model's files")
    data = held["model.safetensors"] or b""
    try:
        config = json.loads(held["config.json"] or b"")
        if config["model_type"] != "bert" or config.get("hidden_act", "gelu") != "gelu":
            raise ArgmapError(f"the model {name} is no BERT encoder", "take one such as all-MiniLM-L6-v2")
        weights = _tensors(data)
        encoder = Encoder(
            name=name,
            sha256=hashlib.sha256(data).hexdigest(),
            vocabulary=vocabulary,
            weights=weights,
            layers=int(config["num_hidden_layers"]),
            heads=int(config["num_attention_heads"]),
            epsilon=float(config.get("layer_norm_eps", 1e-12)),
        )
        encoder.encode(["one sentence to try"])
    except (KeyError, ValueError, TypeError, struct.error) as error:
        raise ArgmapError(
            f"the model {name} cannot be used: {error!r}", "its files are damaged or of another kind"
        ) from None
    return encoder


def _vocabulary(fetch: Callable[[str], bytes | None]) -> dict[str, int]:
    plain = fetch("vocab.txt")
    if plain is not None:
        return {line: number for number, line in enumerate(plain.decode("utf-8").splitlines())}
    described = fetch("tokenizer.json")
    try:
        return dict(json.loads(described)["model"]["vocab"]) if described is not None else {}
    except (KeyError, ValueError, TypeError):
        return {}


def _tensors(data: bytes) -> dict[str, Floats]:
    """The arrays of a safetensors file: eight bytes of length, a table in JSON, then the numbers."""
    (size,) = struct.unpack("<Q", data[:8])
    table = json.loads(data[8 : 8 + size])
    found: dict[str, Floats] = {}
    for name, entry in table.items():
        if name == "__metadata__" or entry["dtype"] not in _KINDS:
            continue
        start, end = entry["data_offsets"]
        raw = np.frombuffer(data[8 + size + start : 8 + size + end], dtype=_KINDS[entry["dtype"]])
        found[name.removeprefix("bert.")] = raw.reshape(entry["shape"]).astype(np.float32)
    return found


def _words(text: str, lower: bool) -> list[str]:
    """Words and single punctuation marks, as BERT's basic tokenizer cuts them."""
    text = unicodedata.normalize("NFC", text)
    if lower:
        plain = unicodedata.normalize("NFD", text.lower())
        text = "".join(c for c in plain if unicodedata.category(c) != "Mn")
    kept = []
    for c in text:
        if c.isspace():
            kept.append(" ")
        elif unicodedata.category(c) in ("Cc", "Cf", "Cn", "Co", "Cs") or c == "\ufffd":
            continue
        else:
            kept.append(f" {c} " if _stands_alone(c) else c)
    return "".join(kept).split()


def _stands_alone(c: str) -> bool:
    symbol = c.isascii() and not c.isalnum()
    return symbol or unicodedata.category(c).startswith("P") or "\u4e00" <= c <= "\u9fff" or "\u3400" <= c <= "\u4dbf"


def _gelu(x: Floats) -> Floats:
    """``x Phi(x)``; the error function by Abramowitz and Stegun 1964, formula 7.1.26 (error below 1.5e-7)."""
    z = np.abs(x) / np.float32(2.0**0.5)
    t = 1.0 / (1.0 + np.float32(0.3275911) * z)
    series: Any = np.full_like(t, 1.061405429)
    for factor in (-1.453152027, 1.421413741, -0.284496736, 0.254829592):
        series = series * t + np.float32(factor)
    erf: Any = np.sign(x) * (1.0 - series * t * np.exp(-z * z))
    made: Floats = np.float32(0.5) * x * (1.0 + erf)
    return made

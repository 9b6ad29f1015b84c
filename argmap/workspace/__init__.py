"""The only modules that open, write, lock and watch users' files: guarded reading, atomic saving."""

from __future__ import annotations

from argmap.workspace.archives import is_archive
from argmap.workspace.documents import document, documents
from argmap.workspace.files import Loaded, edit, modified, read_bytes, real_file, replace_file, same_file, save
from argmap.workspace.folders import annotation_files, text_files, write_outputs
from argmap.workspace.journal import Journal
from argmap.workspace.maps import load, load_collections, load_correspondences, load_encoder, load_links, neighbours

__all__ = [
    "Journal",
    "Loaded",
    "annotation_files",
    "document",
    "documents",
    "edit",
    "is_archive",
    "load",
    "load_collections",
    "load_correspondences",
    "load_encoder",
    "load_links",
    "modified",
    "neighbours",
    "read_bytes",
    "real_file",
    "replace_file",
    "same_file",
    "save",
    "text_files",
    "write_outputs",
]

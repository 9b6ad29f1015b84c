"""The home format: TEI P5, read leniently and written by splicing bytes, never by serialising."""

"""``argmap detach``: write an annotation without the article's text."""

from __future__ import annotations

from pathlib import Path

import click

from argmap.cli.common import PATH, guarded, output_folder_exists


@click.command(name="detach", short_help="Write an annotation without the article's text.")
@click.argument("article", type=PATH)
@click.option("-o", "--output", type=PATH, required=True, help="The annotation file to write.")
@guarded
def command(article: Path, output: Path) -> None:
    """Write the annotation of ARTICLE, a TEI edition, without its text.

    Use it where the text is in copyright and the annotation is yours to publish. What is left of the text: where each
    passage stands, a few words from either end, its hash, and for every word a coarse code that thousands of other
    words share. With it `argmap attach` finds the passages again, even in another copy.

    \b
    Examples:
      argmap detach article.xml -o annotation.xml
      argmap attach annotation.xml --text article.xml -o again.xml    the same file as article.xml

    Exit status: 0 fine, 1 the file holds no text or no annotation, 2 misuse.
    """
    from argmap.tei.detach import detach, is_rewritten
    from argmap.workspace import read_bytes, save

    output_folder_exists(output)
    data = read_bytes(article).data
    save(output, detach(data, str(article)))
    click.echo(f"{output} written", err=True)
    if is_rewritten(data, str(article)):
        click.echo(f"{article} encodes its annotation in another way; {output} has it as spans in standOff", err=True)

from argmap.render.site_index import Entry, Listing, index_page


def test_titles_are_escaped_and_comparisons_show_their_overview():
    page = index_page([Listing("f", "A < B", (Entry("comparison", 'x "y"', (("table", "md"),), compared=True),))])
    assert "<h2>A &lt; B</h2>" in page
    assert 'src="f/comparison.overview.svg" alt="x &quot;y&quot;"' in page
    assert 'href="f/comparison.md"' in page


def test_a_map_shows_its_figure():
    assert Entry("one", "One", ()).picture == "one.svg"

from argmap.suggest.words import PLAIN, names, stems, surface


def test_forms_of_a_word_meet():
    assert set(stems("They integrate.")) == set(stems("integrated, integrating"))
    assert stems("the of and is") == []


def test_an_apostrophe_leaves_no_letter_behind():
    assert "s" not in stems("The council's budget")


def test_surface_is_the_word_as_written():
    assert surface("The CSTO acted.")["csto"] == "CSTO"


def test_names_need_a_capital_that_no_sentence_explains():
    assert names("Towns flood. Towns dry. The EU sees Harrow.") == {"eu", "harrow"}


def test_other_scripts_keep_their_words():
    assert PLAIN.stems("ὁ λόγος ἐστίν")
    assert PLAIN.stems("民主 制度") == ["民主", "制度"]

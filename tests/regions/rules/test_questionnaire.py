"""Keys, opposites and places in a list of statements."""

from regions.rules import questionnaire as rules


def test_the_key_tells_statement_and_leerroute():
    assert (rules.base_key("S05.OND"), rules.leerroute_of("S05.OND")) == ("S05", "ONDERWIJS")
    assert (rules.base_key("S05"), rules.leerroute_of("S05")) == ("S05", "")
    assert rules.leerroute_of("S05.XXX") == ""


def test_an_own_statement_gets_the_first_number_above_the_others():
    assert rules.next_own_key([]) == "E01"
    assert rules.next_own_key(["S30", "E01", "E09.B1"]) == "E10"


def test_one_statement_becomes_three_that_read_as_sentences():
    copies = rules.per_leerroute("S05", "Inburgeraars moeten dichtbij les volgen.", "x" * 60)

    assert [(one.key, one.leerroute) for one in copies] == [
        ("S05.B1", "B1"), ("S05.OND", "ONDERWIJS"), ("S05.ZRT", "ZELFREDZAAMHEID"),
    ]  # fmt: skip
    assert copies[1].text == "Voor de onderwijsroute: inburgeraars moeten dichtbij les volgen."
    assert all(len(one.short_label) == 60 and one.short_label.endswith("route)") for one in copies)


def test_a_word_in_capitals_keeps_them_after_the_colon():
    assert rules.per_leerroute("S", "PIP eerst.", "k")[0].text == "Voor de B1-route: PIP eerst."
    assert rules.per_leerroute("S", "U bent er.", "k")[0].text == "Voor de B1-route: u bent er."


def test_the_opposite_is_the_one_of_the_same_leerroute_when_that_is_asked():
    assert rules.partner("S05.B1", "S06", ["S05.B1", "S06.B1"]) == "S06.B1"
    assert rules.partner("S05.B1", "S06", ["S05.B1", "S06"]) == "S06"
    assert rules.partner("S06", "S05.B1", ["S06", "S05"]) == "S05"
    assert rules.partner("S03", "", ["S03"]) == ""


def test_a_statement_goes_after_the_last_of_its_theme():
    assert rules.place_for("A", ["A", "A", "B"]) == 2
    assert rules.place_for("C", ["A", "A", "B"]) == 3

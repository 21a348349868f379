import pytest

from worker.render.hcl_format import format_hcl


def test_neighbouring_assignments_are_aligned() -> None:
    assert format_hcl('resource "a" "b" {\nx = 1\nlonger = "=" # why\n\ny = 2\n}') == (
        'resource "a" "b" {\n  x      = 1\n  longer = "=" # why\n\n  y = 2\n}\n'
    )


def test_the_start_of_a_longer_expression_ends_an_aligned_group() -> None:
    assert format_hcl("a = 1\nlonger = {\nb = 2\n}\nccc = 3") == "a = 1\nlonger = {\n  b = 2\n}\nccc = 3\n"


def test_blank_lines_are_single_and_none_stand_inside_the_braces_edges() -> None:
    assert format_hcl("a {\n\n\nb = 1\n\n\n\nc {\n}\n\n}\n\n\n") == "a {\n  b = 1\n\n  c {\n  }\n}\n"


def test_brackets_in_strings_and_comments_do_not_count() -> None:
    assert (
        format_hcl('a {\nb = "{ ${x["["]} $${"\n# {\nc = 1\n}') == 'a {\n  b = "{ ${x["["]} $${"\n  # {\n  c = 1\n}\n'
    )


def test_brackets_opened_on_one_line_are_one_level() -> None:
    assert format_hcl("p = jsonencode({\nq = [{\nr = 1\n}]\n})") == "p = jsonencode({\n  q = [{\n    r = 1\n  }]\n})\n"


def test_comparisons_and_arrows_are_no_assignments() -> None:
    assert format_hcl("a == 1\nbb = c == 2") == "a == 1\nbb = c == 2\n"


def test_an_unfinished_string_is_an_error() -> None:
    with pytest.raises(ValueError, match="does not end"):
        format_hcl('a = "b')

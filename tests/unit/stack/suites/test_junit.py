"""Counts come from the files that the test runners write."""

from pathlib import Path

from stack.suites.junit import Tally, read_junit, write_skip

RESULTS = """<testsuites><testsuite>
  <testcase classname="a" name="passes"/>
  <testcase classname="a" name="fails"><failure message="no"/></testcase>
  <testcase classname="a" name="breaks"><error message="no"/></testcase>
  <testcase classname="a" name="waits"><skipped message="terraform is not on PATH"/></testcase>
</testsuite></testsuites>"""


def test_every_kind_of_end_is_counted(tmp_path: Path) -> None:
    file = tmp_path / "results.xml"
    file.write_text(RESULTS)
    tally = read_junit(file)
    assert str(tally) == "1 passed, 2 failed, 1 skipped"
    assert tally.failures == ["a > fails: no", "a > breaks: no"]


def test_skips_are_added_up_by_their_reason(tmp_path: Path) -> None:
    total = Tally()
    for name in ("one.xml", "two.xml"):
        write_skip(tmp_path / name, "browser", "no Chromium")
        total.add(read_junit(tmp_path / name))
    assert total.reasons == {"no Chromium": 2}
    assert str(total) == "0 passed, 0 failed, 2 skipped"

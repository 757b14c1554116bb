"""What `make test` says of the tests themselves: where journeys lie, what is not measured."""

from pathlib import Path

from tests.measuring import unmeasured

TESTS = Path(__file__).parent.parent
IN_A_BROWSER = {"journeys", "web"}


def test_journeys_lie_where_they_are_looked_for() -> None:
    named = {
        path.relative_to(TESTS).parts[0]
        for path in TESTS.rglob("test_*.py")
        if "pytest.mark.journey" in path.read_text() and path != Path(__file__)
    }

    assert named == IN_A_BROWSER
    told = (TESTS.parent / "ops" / "test.py").read_text()
    assert 'JOURNEYS = ("tests/journeys", "tests/web")' in told


def test_what_is_not_measured_is_there() -> None:
    gone = []
    for told in sorted(unmeasured()):
        name, _, function = told.partition("::")
        place = TESTS.parent / name
        if not place.exists() or f"def {function.rpartition('::')[2]}" not in place.read_text():
            gone.append(told)

    assert gone == []

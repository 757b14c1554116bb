"""What `make test` says of the tests themselves: where journeys lie, what is not measured."""

from pathlib import Path

from tests.conftest import GO_WHERE_OTHERS_GO

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
    assert [name for name in sorted(GO_WHERE_OTHERS_GO) if not (TESTS.parent / name).exists()] == []

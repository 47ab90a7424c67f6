"""Questions made by hand, without a database: a few municipalities, a few statements."""

from collections.abc import Mapping, Sequence

from regions.reports.answers import AskedStatement, GivenAnswer, Participant, SharedAnswers
from regions.reports.subregion_question import Place, Question


def question(
    answers: Mapping[str, Sequence[int | None]],
    neighbours: Sequence[tuple[str, str]] = (),
    group_count: int = 2,
    *,
    contiguous: bool = False,
    waiting: Sequence[str] = (),
) -> Question:
    """Return the question for municipalities by name; each stands one degree east of the one before it."""
    asked = len(next(iter(answers.values()), ()))
    statements = tuple(
        AskedStatement(f"S{number:02}", number, "Thema", f"Stelling {number}", f"Tekst van stelling {number}.")
        for number in range(1, asked + 1)
    )
    given = {
        (name, f"S{number:02}"): GivenAnswer(value)
        for name, values in answers.items()
        for number, value in enumerate(values, start=1)
    }
    everyone = [*answers, *waiting]
    return Question(
        1,
        "Sturen of loslaten",
        SharedAnswers(
            statements,
            tuple(Participant(name, name, name.lower()) for name in sorted(answers)),
            tuple(Participant(name, name, name.lower()) for name in waiting),
            given,
        ),
        {name: Place(5.0 + at, 52.0, (at, 0)) for at, name in enumerate(everyone)},
        tuple((min(pair), max(pair)) for pair in neighbours),
        group_count,
        contiguous,
    )

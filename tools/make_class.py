"""Makes ``datasets/classes/``: what an invented class of 24 answered on an invented Tuesday morning.

    python -m tools.make_class [FOLDER]

Three tables of eight shared a computer each, so there are three files, as a learner's notebook exports them:
codes, answers and points, no names. Every answer was marked by the engine that marks real ones. The same seed
makes the same files from the same packs.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from okrcoach.classroom import Attempt, Exercise, Pack, State, packs
from okrcoach.classroom.exercise import Classify, Critique, Mark, Sort
from okrcoach.classroom.parts import Pile
from okrcoach.classroom.records import kept_points, to_jsonl
from okrcoach.classroom.solutions import model_answer
from okrcoach.model import Kind

TABLES, SEATS, SEED = 3, 8, 7
BEGIN = datetime(2026, 9, 15, 7, 5, tzinfo=UTC)
PACK = "first-steps"
#: Share of learners that each exercise trips up at the first try, and at every later one.
HARD = {
    "bus-announcements": (0.45, 0.1), "refuse-parts": (0.25, 0.2), "library-cards": (0.35, 0.3),
    "reading-hour": (0.65, 0.5), "night-shift": (0.55, 0.35), "bakery-queue": (0.3, 0.2),
    "canteen-set": (0.4, 0.6),
}  # fmt: skip
#: What people write who are not there yet, the usual first.
ALMOST = {
    "reading-hour": (
        "Hold 30 reading hours by 12 July", "Hold 30 reading hours by 12 July",
        "Pupils who borrow a book every week rise to 60% by 12 July",
        "Pupils who borrow a book every week rise to 60% by 12 July",
        "Run a reading hour every Friday for all classes", "Pupils read a lot more by 12 July",
        "Pupils who borrow a book rise from 40% to 60%", "Keep 60% of pupils borrowing a book every week",
    ),
    "night-shift": (
        "O: Patients feel safe to ring for help at night\nKR: Train all nurses by 31 March\n"
        "KR: Patients who did not dare to ring fall from 22% to 8% by 31 March",
        "O: Patients feel safe to ring for help at night\n"
        "KR: Average time until the bell is answered falls from 9 to 4 minutes by 31 March\n"
        "KR: Patients who did not dare to ring fall to 8% by 31 March",
        "O: Patients feel safe to ring for help at night\n"
        "KR: Average time until the bell is answered falls from 9 to 4 minutes by 31 March\n"
        "KR: Fewer patients are afraid to ring by 31 March",
        "O: Improve the night shift\n"
        "KR: Average time until the bell is answered falls from 9 to 4 minutes by 31 March\n"
        "KR: Patients who did not dare to ring fall from 22% to 8% by 31 March",
        "O: Be the best ward at night\nKR: Install a new bell in every room\n"
        "KR: Hold 3 courses for the night shift",
    ),
    "bakery-queue": ("0.8", "0.4", "0.6", "1.0"),
}  # fmt: skip


def made(seed: int = SEED) -> dict[str, str]:
    """Return file name -> JSON Lines."""
    dice = random.Random(seed)
    pack = next(pack for pack in packs() if pack.id == PACK)
    files = {}
    for table in range(1, TABLES + 1):
        seats = [_learner(pack, dice) for _ in range(SEATS)]
        attempts = sorted((one for seat in seats for one in seat), key=lambda attempt: attempt.when)
        files[f"table-{table}.jsonl"] = to_jsonl(attempts)
    return files


def _learner(pack: Pack, dice: random.Random) -> Iterator[Attempt]:
    """Go through the pack as one learner does; some do not come to its end."""
    code = "".join(dice.choice("ABCDEFGHJKMNPQRSTUVWXYZ23456789") for _ in range(8))
    luck = dice.uniform(0.5, 1.5)
    when = BEGIN + timedelta(seconds=dice.randrange(240))
    for exercise in pack.exercises[: dice.choice((5, 6, 7, 7, 7, 7))]:
        for n in range(dice.choice((1, 2, 3, 3, 4))):  # after so many tries they go on
            trips = dice.random() < HARD[exercise.id][n > 0] * luck
            answer = _almost(exercise, dice) if trips else model_answer(exercise)[0]
            when += timedelta(seconds=dice.randrange(35, 200))
            marked = exercise.check(answer)
            yield Attempt(
                uid=f"{dice.getrandbits(96):024x}",
                learner=code,
                when=when.isoformat(timespec="milliseconds"),
                pack=pack.id,
                exercise=exercise.id,
                kind=exercise.kind,
                state=marked.state,
                earned=marked.earned,
                worth=marked.worth,
                hints=n if dice.random() < 0.7 else 0,
                answer=answer,
                points=kept_points(marked),
            )
            if marked.state is State.RIGHT:
                break


def _almost(exercise: Exercise, dice: random.Random) -> object:
    """Return an answer that is not right yet, of a kind that people give."""
    match exercise:
        case Classify():
            return [
                dice.choice((Kind.OUTCOME_KR, Kind.OUTCOME_KR, Kind.OBJECTIVE)).value
                for _ in exercise.statements
            ]
        case Mark():
            picks = [{"words": mark.words, "as": mark.as_.value} for mark in exercise.marks]
            one = dice.randrange(len(picks))
            # Either one is not seen, or the start and the target change places.
            if dice.random() < 0.5:
                return picks[:one] + picks[one + 1 :]
            swap = {"baseline": "target", "target": "baseline"}
            return [{**pick, "as": swap.get(pick["as"], pick["as"])} for pick in picks]
        case Sort():
            answer = [card.to.value for card in exercise.cards]
            answer[dice.randrange(len(answer))] = Pile.OKR.value
            answer[-1] = dice.choice((Pile.HEARTBEAT, Pile.OKR)).value
            return answer
        case Critique():
            first = exercise.faults[0]
            found = [{"line": first.line, "rule": first.rule}]
            extra = {"line": "KR1", "rule": dice.choice(exercise.offered())}
            return [*found, extra] if dice.random() < 0.4 else found
    return dice.choice(ALMOST[exercise.id])


def main(folder: str = "datasets/classes") -> None:
    """Write the files."""
    Path(folder).mkdir(parents=True, exist_ok=True)
    for name, text in made().items():
        (Path(folder) / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(*sys.argv[1:2])

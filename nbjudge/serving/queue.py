"""The durable queue: what has arrived, in a table of the gradebook's database.

An arrival is there before anybody is told that it was received, and what becomes of it is written
step by step: after a stop at any moment, each is taken up where it was.
"""

import contextlib
import json
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import nbgrader.api
from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    DateTime,
    Engine,
    Float,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    delete,
    insert,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError

__all__ = ["LIVE", "Arrival", "Queue", "new_id", "utc_now"]

_META = MetaData()
_ARRIVALS = Table(
    "nbjudge_arrival",
    _META,
    Column("id", String(32), primary_key=True),
    Column("source", String(16), nullable=False),  # "exchange", "inbox", "http"
    Column("origin", String(300), nullable=False),  # what it is there; received once only
    Column("assignment", String(128), nullable=False, index=True),
    Column("student", String(128), nullable=False, index=True),
    Column("handed_in", DateTime, nullable=False),
    Column("arrived", DateTime, nullable=False),
    Column("state", String(16), nullable=False, index=True),
    Column("number", Integer),  # which attempt it is; None for what is not graded
    Column("points", Float),
    Column("most", Float),
    Column("penalty", Float),
    Column("counts", Boolean, nullable=False, default=False),
    Column("told", String(16)),  # how much of it the student has been told, see `policy.TELLS`
    Column("said", Text, nullable=False, default=""),  # to the student: why it is not graded
    Column("look", Text, nullable=False, default="[]"),  # why a person should look at it
    Column("marks", Text, nullable=False, default="[]"),  # [exercise, points, most] of each
    Column("begun", DateTime),
    Column("graded", DateTime),
    Column("released", DateTime),
    UniqueConstraint("source", "origin"),
)
# Which arrival's files lie in submitted/STUDENT/ASSIGNMENT.
_STANDING = Table(
    "nbjudge_standing",
    _META,
    Column("assignment", String(128), primary_key=True),
    Column("student", String(128), primary_key=True),
    Column("arrival", String(32), nullable=False),
)
# "waiting" → "running" → "graded" (in the gradebook) → "told" (feedback is out) → "done" (what
# counts stands in the gradebook); or "refused", or "failed" where it could not be graded.
LIVE = ("waiting", "running", "graded", "told")
_TIMES = ("handed_in", "arrived", "begun", "graded", "released")
_TEXTS = ("look", "marks")  # JSON


@dataclass(frozen=True)
class Arrival:
    """One thing that was handed in, and what has become of it; times are in UTC."""

    id: str
    source: str
    origin: str
    assignment: str
    student: str
    handed_in: datetime
    arrived: datetime
    state: str = "waiting"
    number: int | None = None
    points: float | None = None
    most: float | None = None
    penalty: float | None = None
    counts: bool = False
    told: str | None = None
    said: str = ""
    look: list[str] = field(default_factory=list)
    marks: list[list[Any]] = field(default_factory=list)
    begun: datetime | None = None
    graded: datetime | None = None
    released: datetime | None = None

    @property
    def mark(self) -> float | None:
        """The points less the penalty for lateness."""
        return None if self.points is None else max(0.0, self.points - (self.penalty or 0.0))


def new_id() -> str:
    """An id for an arrival."""
    return uuid.uuid4().hex


def utc_now() -> datetime:
    """The time, in UTC and with its zone."""
    return datetime.now(UTC)


class Queue:
    """The arrivals in a database; any thread may use it.

    Parameters
    ----------
    engine : SQLAlchemy's, of nbgrader's gradebook.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        _META.create_all(engine)

    @contextlib.contextmanager
    def _writing(self) -> Iterator[Connection]:
        with self._engine.connect() as connection:
            if self._engine.dialect.name == "sqlite":
                # It waits for another's lock only where a transaction begins with writing.
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            yield connection
            connection.commit()

    def add(self, arrival: Arrival) -> bool:
        """Enter an arrival; False where that of the same origin is there already."""
        try:
            with self._writing() as connection:
                connection.execute(insert(_ARRIVALS).values(**_row(vars(arrival))))
        except IntegrityError:
            return False
        return True

    def change(self, arrival: str, **values: Any) -> None:
        """Write what has become of an arrival; all of it, or nothing."""
        with self._writing() as connection:
            query = update(_ARRIVALS).where(_ARRIVALS.c.id == arrival)
            connection.execute(query.values(**_row(values)))

    def choose(self, assignment: str, students: Iterable[str], arrival: str) -> None:
        """Note which arrival of these students counts."""
        table = _ARRIVALS.c
        with self._writing() as connection:
            connection.execute(
                update(_ARRIVALS)
                .where(table.assignment == assignment, table.student.in_(list(students)))
                .values(counts=table.id == arrival)
            )

    def find(self, arrival: str) -> Arrival | None:
        """The arrival of this id."""
        found = self._read(_ARRIVALS.c.id == arrival)
        return found[0] if found else None

    def live(self) -> list[Arrival]:
        """All that still have to be seen to, in the order in which they came."""
        return self._read(_ARRIVALS.c.state.in_(LIVE))

    def of(self, assignment: str, students: Iterable[str]) -> list[Arrival]:
        """All arrivals of some students, in the order in which they came."""
        table = _ARRIVALS.c
        return self._read(table.assignment == assignment, table.student.in_(list(students)))

    def of_student(self, student: str) -> list[Arrival]:
        """All arrivals of a student, in the order in which they came."""
        return self._read(_ARRIVALS.c.student == student)

    def all(self, last: int = 500) -> list[Arrival]:
        """The newest arrivals, the newest first."""
        return self._read(newest=last)

    def untold(self) -> list[Arrival]:
        """Those that count, of which students may not have been told all so far."""
        table = _ARRIVALS.c
        return self._read(table.state == "done", table.counts, table.told != "words")

    def knows(self, assignment: str) -> bool:
        """Whether the gradebook has an assignment: its release was built."""
        query = select(nbgrader.api.Assignment.id).where(nbgrader.api.Assignment.name == assignment)
        with self._engine.connect() as connection:
            return connection.execute(query).first() is not None

    def due(self, assignment: str) -> datetime | None:
        """When an assignment is due by the gradebook."""
        query = select(nbgrader.api.Assignment.duedate).where(
            nbgrader.api.Assignment.name == assignment
        )
        with self._engine.connect() as connection:
            found = connection.execute(query).scalar()
        return found and found.replace(tzinfo=UTC)

    def origins(self, source: str) -> set[str]:
        """What has been received from a source."""
        query = select(_ARRIVALS.c.origin).where(_ARRIVALS.c.source == source)
        with self._engine.connect() as connection:
            return set(connection.execute(query).scalars())

    def ids(self) -> set[str]:
        """Of all arrivals."""
        with self._engine.connect() as connection:
            return set(connection.execute(select(_ARRIVALS.c.id)).scalars())

    def _read(self, *where: Any, newest: int | None = None) -> list[Arrival]:
        table = _ARRIVALS.c
        query = select(_ARRIVALS).where(*where)
        if newest is None:
            query = query.order_by(table.arrived, table.handed_in, table.id)
        else:
            query = query.order_by(table.arrived.desc(), table.id).limit(newest)
        with self._engine.connect() as connection:
            return [_arrival(row) for row in connection.execute(query).mappings()]

    # Whose files lie where nbgrader grades them.

    def standing(self, assignment: str, student: str) -> str | None:
        """The id of the arrival whose files lie in the student's folder; None where unknown."""
        table = _STANDING.c
        query = select(table.arrival).where(
            table.assignment == assignment, table.student == student
        )
        with self._engine.connect() as connection:
            return connection.execute(query).scalar()

    def stand(self, assignment: str, student: str, arrival: str) -> None:
        """Note that an arrival's files lie in the student's folder."""
        table = _STANDING.c
        names = {"assignment": assignment, "student": student}
        with self._writing() as connection:
            connection.execute(
                delete(_STANDING).where(table.assignment == assignment, table.student == student)
            )
            connection.execute(insert(_STANDING).values(**names, arrival=arrival))


def _row(values: dict[str, Any]) -> dict[str, Any]:
    """Values as the table has them: times without a zone, lists as JSON."""
    made = dict(values)
    for name in _TIMES:
        if made.get(name) is not None:
            made[name] = made[name].astimezone(UTC).replace(tzinfo=None)
    for name in _TEXTS:
        if name in made:
            made[name] = json.dumps(made[name])
    return made


def _arrival(row: Any) -> Arrival:
    made = dict(row)
    for name in _TIMES:
        if made[name] is not None:
            made[name] = made[name].replace(tzinfo=UTC)
    for name in _TEXTS:
        made[name] = json.loads(made[name])
    return Arrival(**made)

# Enum, dataclass, ordering and hash of small objects.
# %%
import enum
from dataclasses import dataclass
# %% solution cards
class Suit(enum.Enum):
    CLUBS = "c"
    HEARTS = "h"


@dataclass(frozen=True, order=True)
class Card:
    rank: int
    suit: str = "c"

    def is_high(self):
        return self.rank > 10
# %% wrong
class Suit(enum.Enum):
    CLUBS = 1
    HEARTS = 2


class Card:
    def __init__(self, rank, suit="h"):
        self.rank, self.suit = rank, suit

    def is_high(self):
        return self.rank >= 10
# %% test
assert Suit("c") is Suit.CLUBS and [s.name for s in Suit] == ["CLUBS", "HEARTS"]
# %% test
import dataclasses

assert dataclasses.is_dataclass(Card) and dataclasses.asdict(Card(3)) == {"rank": 3, "suit": "c"}
assert Card(3) == Card(3, "c") and Card(2) < Card(3) and len({Card(1), Card(1)}) == 1
# %% test
assert max([Card(4), Card(12), Card(7)]).is_high() and not Card(10).is_high()

# A simulation with the random module; warnings for bad input.
# %%
import random
import warnings
# %% solution monty_hall
def monty_hall(switch, games, rng):
    """Share of the games that are won."""
    if games < 100:
        warnings.warn("few games", UserWarning, stacklevel=2)
    won = 0
    for _ in range(games):
        car, choice = rng.randrange(3), rng.randrange(3)
        won += (choice != car) if switch else (choice == car)
    return won / games
# %% wrong
def monty_hall(switch, games, rng):
    return sum(rng.random() < 0.5 for _ in range(games)) / games
# %% test
assert abs(monty_hall(True, 3000, random.Random(1)) - 2 / 3) < 0.05
assert abs(monty_hall(False, 3000, random.Random(2)) - 1 / 3) < 0.05
# %% test
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    monty_hall(True, 10, random.Random(0))
assert len(caught) == 1 and issubclass(caught[0].category, UserWarning)

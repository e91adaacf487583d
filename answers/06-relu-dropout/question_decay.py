# %% right: as in the source
idle_weight = "b"


# %% right: a capital
idle_weight = "B"


# %% wrong: no image, no gradient [natural]
idle_weight = "a"


# %% wrong: the same amount [natural]
idle_weight = "c"


# %% wrong: it grows [natural]
idle_weight = "d"


# %% wrong: what is left
idle_weight = 0

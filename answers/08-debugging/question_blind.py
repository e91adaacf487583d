# %% right: as in the source
blind_spot = "b"


# %% right: a capital
blind_spot = "B "


# %% wrong: a factor in softmax [natural]
blind_spot = "a"


# %% wrong: a bias that never moves [natural]
blind_spot = "c"


# %% wrong: the scale of dropout [natural]
blind_spot = "d"


# %% wrong: a number
blind_spot = 2

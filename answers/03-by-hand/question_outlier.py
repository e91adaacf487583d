# %% right: as in the source
its_share = "c"


# %% right: a capital
its_share = "C"


# %% wrong: as with squares [natural]
its_share = "a"


# %% wrong: as the squared error itself [natural]
its_share = "b"


# %% wrong: flat far away [natural]
its_share = "d"


# %% wrong: no choice
its_share = "the same"

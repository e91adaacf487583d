# %% right: as in the source
softmax_twice = "b"


# %% right: a capital
softmax_twice = "B"


# %% wrong: an error [natural]
softmax_twice = "a"


# %% wrong: once is as good as twice [natural]
softmax_twice = "c"


# %% wrong: a logarithm of 0 [natural]
softmax_twice = "d"


# %% wrong: the loss
softmax_twice = 1.46

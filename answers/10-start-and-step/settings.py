# %% right: as in the source
rule, eta = "adam", 0.003


# %% right: momentum
rule, eta = "momentum", 0.03


# %% right: RMSProp
rule = "rmsprop"
eta = 0.002


# %% right: plain descent with its best rate
rule, eta = RULES[0], 0.1


# %% right: the smallest in a table of its own
def ends_with(rate):
    return np.mean(train(start((784, 100, 100, 10), "relu", np.random.default_rng(3)), "adam", rate, steps=80)[1][-20:])


rule = "adam"
eta = min((0.001, 0.003, 0.006), key=ends_with)


# %% wrong: plain descent, far too slow [natural]
rule, eta = "plain", 0.001


# %% wrong: Adam with the rate of plain descent [natural]
rule, eta = "adam", 0.1


# %% wrong: momentum with a rate that diverges [natural]
rule, eta = "momentum", 0.3


# %% wrong: RMSProp with the rate of plain descent [natural]
rule, eta = "rmsprop", 0.1


# %% wrong: uphill [natural]
rule, eta = "plain", -0.1


# %% wrong: no step at all
rule, eta = "plain", 0


# %% wrong: a rule that is not there [natural]
rule, eta = "sgd", 0.1


# %% wrong: plain descent with a rate that diverges [natural]
rule, eta = "plain", 3


# %% wrong: Adam, a hundred times too small
rule, eta = "adam", 0.00003

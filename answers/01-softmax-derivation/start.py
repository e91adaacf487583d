# %% right: as in the source
scale = 0.03

for number in range(5):
    small_start = init_weights(num_labels, num_features, np.random.default_rng(number), scale)
    print(f"draw {number}: loss at the start {starting_loss(small_start):.3f}")


# %% right: smaller still
scale = 1e-3


# %% right: all weights 0, which one layer can start from
scale = 0


# %% right: half of the scale of scores near 1, calculated from the data
scale = 0.5 / np.sqrt(np.sum(np.mean(X**2, axis=1)))
print("scale", scale)


# %% wrong: as the lecture has it [natural]
scale = 1.0


# %% wrong: 1 / √f, for features of size 1 [natural]
scale = 1 / np.sqrt(num_features)


# %% wrong: still too large [natural]
scale = 0.2


# %% wrong: larger, in the hope of more certainty
scale = 3


# %% wrong: one scale per class
scale = [0.03, 0.03, 0.03]


# %% wrong: a negative one
scale = -0.03

# %% right: as in the source
first_loss = np.log(my_classes)


# %% right: rounded to three digits
first_loss = float(f"{np.log(my_classes):.3g}")


# %% right: the loss of a uniform guess
first_loss = -np.log(np.float32(1) / my_classes)


# %% wrong: the probability of a class [natural]
first_loss = 1 / my_classes


# %% wrong: the number of classes [natural]
first_loss = my_classes


# %% wrong: to base 10 [natural]
first_loss = np.log10(my_classes)


# %% wrong: to base 2 [natural]
first_loss = np.log2(my_classes)


# %% wrong: without the minus sign [natural]
first_loss = np.log(1 / my_classes)


# %% wrong: nothing has gone wrong yet [natural]
first_loss = 0


# %% wrong: a mean over the classes [natural]
first_loss = np.log(my_classes) / my_classes


# %% wrong: the loss of the ten samples above
first_loss = np.log(3)


# %% wrong: a text
first_loss = "log k"

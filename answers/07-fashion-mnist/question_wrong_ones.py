# %% right: as in the source
their_share = my_wrong * np.log(my_q) / (my_wrong * np.log(my_q) + (1 - my_wrong) * np.log(my_r))


# %% right: to three digits
wrong_ones = -my_wrong * np.log(my_q)
their_share = round(float(wrong_ones / (wrong_ones - (1 - my_wrong) * np.log(my_r))), 3)


# %% right: 1000 images one by one
losses = np.repeat(-np.log([my_q, my_r]), [round(1000 * my_wrong), round(1000 * (1 - my_wrong))])
their_share = np.sum(losses[: round(1000 * my_wrong)]) / np.sum(losses)


# %% wrong: their share of the images [natural]
their_share = my_wrong


# %% wrong: the share of the right ones [natural]
their_share = 1 / (1 + my_wrong * np.log(my_q) / ((1 - my_wrong) * np.log(my_r)))


# %% wrong: what they add to the mean loss [natural]
their_share = -my_wrong * np.log(my_q)


# %% wrong: the mean loss [natural]
their_share = -my_wrong * np.log(my_q) - (1 - my_wrong) * np.log(my_r)


# %% wrong: as if there were as many wrong ones as right ones [natural]
their_share = np.log(my_q) / (np.log(my_q) + np.log(my_r))


# %% wrong: probabilities in place of losses [natural]
their_share = my_wrong * my_q / (my_wrong * my_q + (1 - my_wrong) * my_r)


# %% wrong: the missing probability as the loss [natural]
their_share = my_wrong * (1 - my_q) / (my_wrong * (1 - my_q) + (1 - my_wrong) * (1 - my_r))


# %% wrong: the ratio of the two shares [natural]
their_share = my_wrong * np.log(my_q) / ((1 - my_wrong) * np.log(my_r))


# %% wrong: all of it
their_share = 1

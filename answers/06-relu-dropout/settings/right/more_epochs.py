# more epochs than needed
learning_rate = 0.08
batch_size = 50 if is_mnist else 20
nepochs = 3 if is_mnist else 15
probability_dropout = 0.5
reg_strength = 0

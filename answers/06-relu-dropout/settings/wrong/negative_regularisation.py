# a penalty that rewards large weights
learning_rate = 0.1
batch_size = 50 if is_mnist else 20
nepochs = 2 if is_mnist else 8
probability_dropout = 0.5
reg_strength = -1e-5

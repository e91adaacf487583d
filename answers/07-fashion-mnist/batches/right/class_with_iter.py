# a class, like PyTorch's DataLoader
class batches:
    def __init__(self, X, y, batch_size, shuffle=False):
        self.data, self.batch_size, self.shuffle = (X, y), batch_size, shuffle

    def __len__(self):
        return -(-len(self.data[0]) // self.batch_size)

    def __iter__(self):
        n = len(self.data[0])
        order = np.random.permutation(n) if self.shuffle else np.arange(n)
        for number in range(len(self)):
            chosen = order[number * self.batch_size :][: self.batch_size]
            yield tuple(part[chosen] for part in self.data)

# builds one column at a time and stacks them
def one_hot(y, num_labels):
    columns = []
    for label in y:
        column = np.zeros(num_labels, dtype=np.float32)
        column[label] = 1
        columns.append(column)
    return np.column_stack(columns)

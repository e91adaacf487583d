# %% right: as in the source
def try_rates(rates, new_model, train, valid, batch_size, nepochs):
    """Validation accuracy that each rate reaches after nepochs, from a new start: an array (rates,)."""
    accuracies = []
    for rate in rates:
        model, optimizer = new_model(), make_optimizer(rate)
        with check.quiet():
            training_loop(model, loss_function, optimizer, train, valid, batch_size, nepochs)
        guesses = np.argmax(np.asarray(model(valid[0])), axis=1)
        accuracies.append(np.mean(guesses == valid[1]))
    return np.array(accuracies)


# %% right: one network, whose first weights are put back for each rate
def try_rates(rates, new_model, train, valid, batch_size, nepochs):
    network = new_model()
    network(train[0][:1])
    first, reached = network.get_weights(), np.empty(len(rates))
    for number, rate in enumerate(rates):
        network.set_weights(first)
        with check.quiet():
            training_loop(network, loss_function, make_optimizer(rate), train, valid, batch_size, nepochs)
        guessed = tf.argmax(network(valid[0]), axis=1).numpy()
        reached[number] = np.count_nonzero(guessed == valid[1]) / len(guessed)
    return reached


# %% right: a function for one rate, and a list of its results
def try_rates(rates, new_model, train, valid, batch_size, nepochs):
    images, labels = valid

    def reached(rate):
        net = new_model()
        training_loop(net, loss_function, make_optimizer(float(rate)), train, valid, batch_size, nepochs)
        return float(np.mean(net(images).numpy().argmax(axis=1) == labels))

    return [reached(rate) for rate in rates]


# %% right: a training of its own, counts the right guesses one by one
def try_rates(rates, new_model, train, valid, batch_size, nepochs):
    shares = {}
    for place, rate in enumerate(rates):
        model, optimizer = new_model(), make_optimizer(rate)
        for _ in range(nepochs):
            for X, y in batches(*train, batch_size, shuffle=True):
                train_step(model, loss_function, optimizer, X, y)
        right = 0
        for scores, label in zip(np.asarray(model(valid[0])), valid[1]):
            right += int(np.argmax(scores) == label)
        shares[place] = right / len(valid[1])
    return np.array(list(shares.values()))


# %% right: by the probabilities, in float32
def try_rates(rates, new_model, train, valid, batch_size, nepochs):
    accuracies = []
    for rate in rates:
        model = new_model()
        with check.quiet():
            training_loop(model, loss_function, make_optimizer(rate), train, valid, batch_size, nepochs)
        probabilities = tf.nn.softmax(model(valid[0]), axis=1)
        hits = tf.equal(tf.argmax(probabilities, axis=1), tf.cast(valid[1], tf.int64))
        accuracies.append(tf.reduce_mean(tf.cast(hits, tf.float32)))
    return np.array(accuracies, dtype="float32")


# %% right: the images for validation in pieces
def try_rates(rates, new_model, train, valid, batch_size, nepochs):
    result = []
    for rate in rates:
        net, sgd = new_model(), make_optimizer(rate)
        with check.quiet():
            training_loop(net, loss_function, sgd, train, valid, batch_size, nepochs)
        right = [np.asarray(net(X)).argmax(1) == y for X, y in batches(*valid, 25)]
        result += [np.concatenate(right).mean()]
    return np.asarray(result)


# %% wrong: one network for all rates [natural]
# edit of: as in the source
-    accuracies = []
+    accuracies, model = [], new_model()

-        model, optimizer = new_model(), make_optimizer(rate)
+        optimizer = make_optimizer(rate)


# %% wrong: one optimizer for all rates [natural]
# edit of: as in the source
-    accuracies = []
+    accuracies, optimizer = [], make_optimizer(rates[0])

-        model, optimizer = new_model(), make_optimizer(rate)
+        model = new_model()


# %% wrong: the lecture's rate, whatever the rate [natural]
# edit of: as in the source
-        model, optimizer = new_model(), make_optimizer(rate)
+        model, optimizer = new_model(), make_optimizer(0.01)


# %% wrong: the accuracy on the training images [natural]
# edit of: as in the source
-        guesses = np.argmax(np.asarray(model(valid[0])), axis=1)
-        accuracies.append(np.mean(guesses == valid[1]))
+        guesses = np.argmax(np.asarray(model(train[0])), axis=1)
+        accuracies.append(np.mean(guesses == train[1]))


# %% wrong: the share of wrong guesses [natural]
# edit of: as in the source
-        accuracies.append(np.mean(guesses == valid[1]))
+        accuracies.append(np.mean(guesses != valid[1]))


# %% wrong: the number of right guesses [natural]
# edit of: as in the source
-        accuracies.append(np.mean(guesses == valid[1]))
+        accuracies.append(np.sum(guesses == valid[1]))


# %% wrong: the validation loss in place of the accuracy [natural]
# edit of: as in the source
-            training_loop(model, loss_function, optimizer, train, valid, batch_size, nepochs)
-        guesses = np.argmax(np.asarray(model(valid[0])), axis=1)
-        accuracies.append(np.mean(guesses == valid[1]))
+            history = training_loop(model, loss_function, optimizer, train, valid, batch_size, nepochs)
+        accuracies.append(history[1][-1])


# %% wrong: the best image of each class, not the best class of each image [natural]
# edit of: as in the source
-        guesses = np.argmax(np.asarray(model(valid[0])), axis=1)
+        guesses = np.argmax(np.asarray(model(valid[0])), axis=0)


# %% wrong: never trains [natural]
# edit of: as in the source
-        with check.quiet():
-            training_loop(model, loss_function, optimizer, train, valid, batch_size, nepochs)


# %% wrong: measures another network than it has trained [natural]
# edit of: as in the source
-        guesses = np.argmax(np.asarray(model(valid[0])), axis=1)
+        guesses = np.argmax(np.asarray(new_model()(valid[0])), axis=1)


# %% wrong: one epoch, however many are asked for [natural]
# edit of: as in the source
-            training_loop(model, loss_function, optimizer, train, valid, batch_size, nepochs)
+            training_loop(model, loss_function, optimizer, train, valid, batch_size, 1)


# %% wrong: trains on the images for validation [natural]
# edit of: as in the source
-            training_loop(model, loss_function, optimizer, train, valid, batch_size, nepochs)
+            training_loop(model, loss_function, optimizer, valid, valid, batch_size, nepochs)


# %% wrong: returns the best accuracy only [natural]
# edit of: as in the source
-    return np.array(accuracies)
+    return max(accuracies)


# %% wrong: the guess is compared with the scores' rounded values
# edit of: as in the source
-        accuracies.append(np.mean(guesses == valid[1]))
+        accuracies.append(np.mean(np.round(np.asarray(model(valid[0])).max(axis=1)) == valid[1]))


# %% wrong: takes no notice of batch_size
# edit of: as in the source
-            training_loop(model, loss_function, optimizer, train, valid, batch_size, nepochs)
+            training_loop(model, loss_function, optimizer, train, valid, 64, nepochs)


# %% wrong: the accuracies from the smallest rate to the largest
# edit of: as in the source
-    for rate in rates:
+    for rate in np.sort(rates):


# %% wrong: stops where the accuracy falls
# edit of: as in the source
-        accuracies.append(np.mean(guesses == valid[1]))
+        accuracies.append(np.mean(guesses == valid[1]))
+        if len(accuracies) > 1 and accuracies[-1] < accuracies[-2]:
+            break


# %% wrong: rates above 1 are cut off
# edit of: as in the source
-        model, optimizer = new_model(), make_optimizer(rate)
+        model, optimizer = new_model(), make_optimizer(min(rate, 1.0))


# %% wrong: the validation images of the notebook, whatever is handed in
# edit of: as in the source
-        guesses = np.argmax(np.asarray(model(valid[0])), axis=1)
-        accuracies.append(np.mean(guesses == valid[1]))
+        guesses = np.argmax(np.asarray(model(X_valid)), axis=1)
+        accuracies.append(np.mean(guesses == y_valid))

// Package names labels words of a sentence as parts of names of people,
// organisations and places.
//
// It stands behind parse, whose trees it reads, and before mention, which asks it where
// its rules know no answer. A label is a sum of weights of features: the word and
// its neighbours, their tags and relations, what the lexicon has and whether lists of
// given names, family names and towns do; the best sequence is found by the algorithm
// of Viterbi. The weights are learnt by an averaged perceptron (Collins 2002) with
// train/, which also says from what.
//
// Weights and lists are read where they lie in the program: they take no memory
// until a text is read, and are nothing to load. All sums are of integers. A
// Labeller may be used by many goroutines at once.
package names

// Package parse tags the words of a sentence and finds its dependency tree.
//
// It stands behind segment, whose sentences it takes, and in front of mention
// and claim, which read its trees. Labels are those of Universal Dependencies
// as the English Web Treebank uses them, with subtypes ("nsubj:pass",
// "obl:agent"); tags are universal ones (UPOS) and Penn ones (XPOS).
//
// The model is a network of two bidirectional LSTM layers over sums of lookups
// (word, suffixes, prefix, shape), with tags read off the first layer and arcs
// and labels off the second by biaffine scores (Dozat and Manning 2017; Kiperwasser
// and Goldberg 2016). Heads are the best for each word; only where these form
// no tree are they replaced by the best projective tree (Eisner 1996). A sentence
// with a full stop and no finite verb is read a second time, with a form that may be
// a past tense, or a present behind a name, read as one; a headline likewise, where
// the verb is a known one. Arcs that contradict each other, as two subjects of one
// verb do, are mended. The weights are bytes, trained by train/ on the training part
// of the treebank and embedded here; NOTICE names source and licence.
//
// Inference needs nothing but Go. Matrices are multiplied in integers: with
// AVX2 where the processor has it, else two rows at once in one 64-bit word.
// Sums of integers are exact, and the few sums of floats are written so that
// no compiler fuses them: the same sentence gets the same tree on every
// machine. A Model may be used by many goroutines at once.
package parse

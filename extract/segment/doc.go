// Package segment cuts the text of a document into sentences and tokens.
//
// It is the first stage of extraction: everything after it works on its
// sentences, and everything that names a place in a text names it by its
// spans. Positions are counted in Unicode code points ("runes"), start
// inclusive, end exclusive. Offsets, also here, is the one place that converts
// them to bytes and UTF-16 units and back.
//
// Tokens follow the conventions of the English Web Treebank, since the parser
// is trained on it: clitics are tokens of their own ("do" "n't", "Iran" "'s"),
// compounds are cut at hyphens and dashes ("China" "–" "Kazakhstan") unless the
// first part is an affix ("non-interference"), currency signs and per cent
// signs stand alone, while abbreviations, numbers, web addresses and
// well-known short forms stay whole.
//
// Invariants, held by fuzz tests: sentences and tokens are in order and do not
// overlap, every rune that is no white space lies in exactly one token, a
// sentence has at least one token and never crosses a blank line. The work is
// linear in the length of the text, and the same text gives the same result.
package segment

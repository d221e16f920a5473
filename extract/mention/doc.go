// Package mention finds what a text speaks of: actors, agreements, meetings,
// projects, initiatives, topics, places, dates and quantities, each with its
// span, its head word in the sentence's tree, and the entity it resolves to.
//
// It stands between the grammar (extract/parse) and the claims (extract/claim):
// it reads trees and the lexicon, and resolves names, titles, pronouns, group
// references and definite descriptions within one document. It touches no
// files, clock or network; the same text and date give the same mentions.
package mention

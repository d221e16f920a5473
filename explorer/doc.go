// Package explorer holds what a browser loads: the explorer's page and the
// GraphQL console. Everything is part of the binary and no page asks another
// host for anything; a strict Content-Security-Policy says so to the browser.
//
// Sources of other projects are fetched by npm into web/node_modules and put
// into dist by the command in the folder build ("make console"). Neither is
// committed. A binary that is built without them shows pages of our own:
// the placeholder in dist and a plain query form in place of GraphiQL.
package explorer

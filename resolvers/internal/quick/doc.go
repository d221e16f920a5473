// Package quick is what generated execution runs on in place of the parts of
// gqlgen's runtime that cost most: objects that are written without a map,
// lists whose items are resolved one after the other, fields that need no
// context of their own. The program quicken puts it into the generated code.
//
// What comes in together is read together (see package view), so that items
// side by side would only wait for the first of them. Fields of one object that
// read do run side by side, as in gqlgen. A fragment with @defer is answered at
// once, as the draft of that directive allows.
package quick

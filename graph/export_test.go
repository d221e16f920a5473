package graph

// ClaimAlone, DocumentAlone and EntityAlone decode without the help of
// encoding/json and report whether they could.
func ClaimAlone(text string) (Claim, bool)       { return decodeAlone(text, (*jsonReader).claim) }
func DocumentAlone(text string) (Document, bool) { return decodeAlone(text, (*jsonReader).document) }
func EntityAlone(text string) (Entity, bool)     { return decodeAlone(text, (*jsonReader).entity) }

// CheckBy is Check that adds up about so many entities together.
var CheckBy = checkBy

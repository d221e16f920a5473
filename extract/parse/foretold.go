package parse

// foretold makes the infinitive behind a name that opens a line without a full stop
// the root of the line: headlines tell so what is to come ("Chile to buy jets").
func foretold(words []Word, offset int) {
	n := len(words)
	for i := 2; i+1 < n && n >= shortest-1 && words[n-1].Text != "." && lacksVerb(words); i++ {
		verb, to, name := &words[i], &words[i-1], &words[i-2]
		if verb.XPOS != "VB" || verb.Rel != "acl" || to.Text != "to" || to.Head != offset+i || verb.Head != offset+i-2 || name.Head >= 0 || name.UPOS != "PROPN" {
			continue
		}
		verb.Head, verb.Rel = -1, "root"
		name.Head, name.Rel = offset+i, "nsubj"
		for k := i + 1; k < n; k++ {
			if words[k].Head == offset+i-2 {
				words[k].Head = offset + i
			}
		}
		return
	}
}

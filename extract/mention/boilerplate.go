package mention

import "strings"

// boilerplate reports whether a line is furniture of a page rather than part of
// its text: menus, invitations to subscribe or share, notices about cookies and
// rights. Nobody acts in it.
func (s *sentence) boilerplate() bool {
	last := len(s.words) - 1
	if last < 0 {
		return false
	}
	bars := 0
	for _, w := range s.words {
		if w == "|" || w == "•" || w == "»" || w == "›" {
			bars++
		}
	}
	if bars >= 2 {
		return true
	}
	text := " " + strings.ToLower(strings.Join(s.words, " ")) + " "
	for _, sign := range []string{" cookies ", " newsletter ", " all rights reserved ", " privacy policy ", " terms of use ", " terms of service ", " terms and conditions ", " © "} {
		if strings.Contains(text, sign) && len(s.words) <= 25 {
			return true
		}
	}
	if s.words[last] == "." || len(s.words) > 10 {
		return false
	}
	for _, start := range []string{"subscribe", "follow us", "share this", "share on", "sign up", "sign in", "log in", "read more", "read also",
		"click here", "skip to", "back to top", "download the app", "download our", "advertisement", "related articles", "related stories", "most read", "find us on", "join us on", "leave a comment", "print this"} {
		if strings.HasPrefix(text, " "+start+" ") {
			return true
		}
	}
	return false
}

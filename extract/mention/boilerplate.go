package mention

import (
	"slices"
	"strings"
)

// boilerplate reports whether a sentence is furniture of a page rather than part of
// its text: menus, invitations to subscribe or share, notices about cookies and
// rights, lists of other stories, captions and credits. Nobody acts in it.
func (s *sentence) boilerplate() bool { return s.furniture }

// furniture is what is known of a page's furniture while the text is surveyed.
type furniture struct {
	// of are the sentences that are furniture.
	of map[int]bool
	// line and block are the first sentences of the line and the paragraph.
	line, block int
	// list says that the lines name other stories, rest that the line is furniture.
	list, rest bool
}

// furnish notes whether a sentence is furniture; text is the sentence as it stands,
// fresh and newline say that it begins a paragraph or a line.
func (f *furniture) furnish(s *sentence, text string, fresh, newline bool) {
	if fresh {
		f.block = s.index
	}
	if fresh || newline {
		f.line, f.rest = s.index, false
	}
	low := strings.ToLower(text)
	switch {
	case f.rest:
		f.of[s.index] = true
	case f.line == s.index && opensList(low):
		f.of[s.index], f.list, f.rest = true, true, true
	case f.line == s.index && (opensLine(low) || strings.HasPrefix(text, "FILE -") || strings.HasPrefix(text, "FILE –") || strings.HasPrefix(text, "FILE —")):
		f.of[s.index], f.rest = true, true
	case credits(text, low, s.index == f.block):
		for i := f.block; s.index-f.block < 3 && i < s.index; i++ {
			f.of[i] = true
		}
		f.of[s.index] = true
	case s.menu() || notice(low, len(s.words)):
		f.of[s.index] = true
	case f.list && s.teaser():
		f.of[s.index] = true
	default:
		f.list = false
	}
}

// teaser reports a line among other stories: no sentence that ends.
func (s *sentence) teaser() bool {
	last := len(s.words) - 1
	for last > 0 && (closesQuote(s.words[last]) || s.words[last] == ")") {
		last--
	}
	return s.words[last] != "." && s.words[last] != ":" || last < 4
}

// menu reports a line of links.
func (s *sentence) menu() bool {
	bars := 0
	for _, w := range s.words {
		if w == "|" || w == "•" || w == "»" || w == "›" {
			bars++
		}
	}
	return bars >= 2
}

// lists are headings over other stories.
var lists = []string{"related", "related stories", "related articles", "related news", "related content", "related coverage", "related posts", "related reading",
	"related links", "read more", "read also", "also read", "see also", "read next", "more stories", "more news", "more on this story", "more on this", "more on this topic",
	"more in world", "more to read", "most read", "most popular", "most viewed", "trending", "trending now", "popular", "popular stories", "recommended",
	"recommended for you", "recommended stories", "you may also like", "you might also like", "you may be interested in", "latest news", "latest stories",
	"latest headlines", "top stories", "other news", "other stories", "editor's picks", "editors' picks", "editor’s picks", "editors’ picks", "don't miss",
	"don’t miss", "up next", "around the web", "sponsored", "sponsored content", "what to read next", "keep reading", "in other news", "breaking news", "must read"}

// opensList reports the heading of a list of other stories.
func opensList(low string) bool {
	low = strings.Trim(low, " :*_#>»›→…[]|-–—")
	if slices.Contains(lists, low) {
		return true
	}
	return len(low) < 40 && (strings.HasPrefix(low, "more from ") || strings.HasPrefix(low, "more on ") || strings.HasPrefix(low, "more about ")) && !strings.ContainsAny(low, ".,")
}

// lineHeads open a line that says nothing: credits, tags, buttons.
var lineHeads = []string{"tags:", "topics:", "keywords:", "filed under:", "categories:", "photo:", "photos:", "photo credit:", "image:", "images:", "image credit:", "picture:",
	"video:", "watch:", "listen:", "credit:", "caption:", "photo by ", "photos by ", "photograph by ", "photograph:", "(photo", "[photo", "(file photo", "file photo", "image source",
	"reporting by ", "(reporting by", "additional reporting by", "editing by ", "(editing by", "writing by ", "(writing by", "subscribe", "follow us", "share this", "share on",
	"sign up", "sign in", "log in", "click here", "skip to", "back to top", "download the app", "download our", "advertisement", "find us on", "join us on", "leave a comment",
	"print this", "copyright ", "©", "(c) 20", "all rights reserved", "read more:", "read also:", "also read:", "related:", "see also:", "unsubscribe"}

// opensLine reports a line that is furniture by its first words.
func opensLine(low string) bool {
	low = strings.TrimLeft(low, " *_#>»›→•-–—|")
	return slices.ContainsFunc(lineHeads, func(head string) bool { return strings.HasPrefix(low, head) }) && (len(low) < 90 || !strings.HasSuffix(low, "."))
}

// credits reports a sentence that names who took or made the picture above or beside
// it, or that is a caption by its first words.
func credits(text, low string, opens bool) bool {
	if opens && (strings.HasPrefix(low, "photo taken on") ||
		strings.HasPrefix(low, "this file photo") || strings.HasPrefix(low, "this handout") || strings.HasPrefix(low, "in this photo")) {
		return true
	}
	for _, sign := range []string{"(Xinhua/", "[Xinhua/", "[Photo/", "(Photo/", "(Photo:", "(Photo by", "(Photo courtesy", "REUTERS/", "(AP Photo", "AP Photo/", "/AFP via", "AFP PHOTO",
		"Getty Images", "/EPA-EFE", "(Image:", "Photo credit:", "(File photo", "(file photo", "[File photo", "/via Reuters", "/Handout via", "/Pool via", "(Kyodo/"} {
		if strings.Contains(text, sign) {
			return true
		}
	}
	return false
}

// notice reports a notice about cookies, rights or subscriptions, told in few words.
func notice(low string, words int) bool {
	if words > 30 {
		return false
	}
	if strings.Contains(low, "permission") && slices.ContainsFunc([]string{"reproduc", "republish", "redistribut", "rewritten", "copied", "copying", "be published"}, func(use string) bool { return strings.Contains(low, use) }) {
		return true
	}
	for _, sign := range []string{"cookies", "newsletter", "all rights reserved", "privacy policy", "terms of use", "terms of service", "terms and conditions", "©",
		"may not be published, broadcast", "enable javascript", "your browser", "accept all", "manage preferences",
		"by clicking ", "by continuing to ", "share on facebook", "share on twitter", "add to favorites"} {
		if strings.Contains(low, sign) {
			return true
		}
	}
	return false
}

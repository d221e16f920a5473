package parse

import "strings"

// ending gives the regular ending of a Penn tag's forms, empty where endings
// are learnt instead.
func ending(tag string) string {
	switch tag {
	case "VBD", "VBN":
		return "ed"
	case "VBG":
		return "ing"
	case "VBZ":
		return "s"
	case "JJR", "RBR":
		return "er"
	case "JJS", "RBS":
		return "est"
	}
	return ""
}

// regular undoes a regular inflection: the first stem that is a known word,
// else the one that spelling makes likely. A form without the ending stays as
// it is.
func regular(form, end string, known map[string]bool) string {
	stem, ok := strings.CutSuffix(form, end)
	if !ok || len(stem) < 2 {
		return form
	}
	candidates, n := stems(stem, end)
	for _, c := range candidates[:n] {
		if known[c] {
			return c
		}
	}
	return likely(stem, end, candidates[0])
}

// stems gives what a regular form may come from, in the order in which they
// are tried. train/lemmas.py holds the same.
func stems(stem, end string) (out [3]string, n int) {
	last := stem[len(stem)-1]
	less := stem[:len(stem)-1]
	switch {
	case end == "s" && strings.HasSuffix(stem, "ie"):
		return [3]string{stem[:len(stem)-2] + "y", stem}, 2
	case end == "s" && last == 'e':
		return [3]string{stem, less}, 2
	case end == "s":
		return [3]string{stem}, 1
	case last == 'i':
		return [3]string{less + "y", less + "ie"}, 2
	case last == 'y' && end == "ing":
		return [3]string{stem, less + "ie"}, 2
	case isDoubled(stem), strings.HasSuffix(stem, "ck"):
		return [3]string{stem, less, stem + "e"}, 3
	case isShort(stem):
		return [3]string{stem + "e", stem}, 2
	}
	return [3]string{stem, stem + "e"}, 2
}

func isVowel(c byte) bool { return strings.IndexByte("aeiou", c) >= 0 }

// isDoubled says whether a stem ends in a consonant written twice.
func isDoubled(stem string) bool {
	n := len(stem)
	return n > 2 && stem[n-1] == stem[n-2] && !isVowel(stem[n-1])
}

// isShort says whether a stem has one vowel, then one consonant, at its end:
// "hop".
func isShort(stem string) bool {
	n := len(stem)
	return n > 1 && strings.IndexByte("aeiouwxy", stem[n-1]) < 0 && (isVowel(stem[n-2]) || stem[n-2] == 'y') && !strings.ContainsAny(stem[:n-2], "aeiou")
}

// likely guesses the word behind a stem that leads to no known one.
func likely(stem, end, first string) string {
	n := len(stem)
	last := stem[n-1]
	switch {
	case end == "s":
		for _, hiss := range []string{"sse", "she", "che", "xe", "zze", "oe"} {
			if strings.HasSuffix(stem, hiss) {
				return stem[:n-1]
			}
		}
		return first
	case last == 'i' || isVowel(last) && last != 'u' && last != 'e':
		return first
	case last == 'e' && end == "ed" && n > 2 && stem[n-2] != 'e':
		return stem + "e" // "freed"
	case isDoubled(stem):
		if last == 's' || last == 'z' || last == 'f' || last == 'l' && vowels(stem) < 2 {
			return stem
		}
		return stem[:n-1]
	case isShort(stem) || mute(stem):
		return stem + "e"
	}
	return stem
}

// vowels counts the groups of vowels of a stem.
func vowels(stem string) int {
	count, inside := 0, false
	for i := range len(stem) {
		v := isVowel(stem[i]) || stem[i] == 'y' && i > 0
		if v && !inside {
			count++
		}
		inside = v
	}
	return count
}

// mute says whether words that end like a stem mostly have a silent e behind:
// "provok", "conclud", "escalat", "enabl".
func mute(stem string) bool {
	n := len(stem)
	if n < 3 {
		return false
	}
	before, last := stem[n-2], stem[n-1]
	single := isVowel(before) && !isVowel(stem[n-3])
	switch last {
	case 'c', 'v', 'u', 'z':
		return true
	case 's':
		return before != 's'
	case 'g':
		return before != 'n' || strings.HasSuffix(stem, "alleng") || strings.HasSuffix(stem, "chang") || strings.HasSuffix(stem, "rang") || strings.HasSuffix(stem, "veng")
	case 'l':
		return strings.IndexByte("bcdfgkptz", before) >= 0 || before == 'u' && single
	case 't':
		return before == 'a' && (single || isVowel(stem[n-3]) && stem[n-3] != 'e') || (before == 'u' || before == 'o') && single
	case 'd':
		return single && (before == 'a' || before == 'i' || before == 'u' || before == 'o')
	case 'k':
		return single && (before == 'o' || before == 'a' || before == 'i')
	case 'm':
		return single && (before == 'u' || before == 'a')
	case 'r':
		return single && (before == 'i' || before == 'u' || before == 'a')
	case 'n':
		return before == 'i' && single
	}
	return false
}

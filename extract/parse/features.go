package parse

import (
	"unicode"
	"unicode/utf8"
)

// The tables of features, in the order of the joint lookup table.
const (
	tableWord = iota
	tableSuffix2
	tableSuffix3
	tableSuffix4
	tablePrefix3
	tableShape
	tables
)

const (
	maxRun   = 4  // runs of one character in a word are cut to this
	maxShape = 10 // characters of a shape
)

// A keyring makes the features of words; its buffers are used again. train/
// features.py holds the same functions.
type keyring struct {
	plain, word, shape []byte
	runes              []rune
	ends               []int // byte offset behind each rune of "^"+word
}

// set makes the features of a form.
func (k *keyring) set(form string) {
	k.runes = k.runes[:0]
	for _, r := range form {
		k.runes = appendPlain(k.runes, r)
	}
	k.normal()
	k.setShape()
}

// appendPlain writes typographic signs in ASCII and leaves out what cannot be
// seen.
func appendPlain(rs []rune, r rune) []rune {
	if r < 0x80 && r != '`' {
		return append(rs, r)
	}
	switch r {
	case '‘', '’', '‚', '‛', '´', '`', 'ʼ':
		return append(rs, '\'')
	case '“', '”', '„', '‟', '«', '»':
		return append(rs, '"')
	case '‐', '‑', '‒', '–', '−':
		return append(rs, '-')
	case '—', '―':
		return append(rs, '-', '-')
	case '…':
		return append(rs, '.', '.', '.')
	case '\u00a0':
		return append(rs, ' ')
	case '\u00ad', '\u200b', '\u200c', '\u200d', '\u200e', '\u200f', '\u202a', '\u202b', '\u202c', '\u202d', '\u202e', '\u2060', '\ufeff':
		return rs
	}
	return append(rs, r)
}

// normal makes the lower-case word with digits as 0 and runs cut short, and a
// mark in front of it.
func (k *keyring) normal() {
	k.word, k.ends = append(k.word[:0], '^'), append(k.ends[:0], 1)
	last, run := rune(-1), 0
	for _, r := range k.runes {
		r = unicode.ToLower(r)
		if '0' <= r && r <= '9' {
			r = '0'
		}
		if r == last {
			run++
		} else {
			last, run = r, 1
		}
		if run <= maxRun {
			k.word = utf8.AppendRune(k.word, r)
			k.ends = append(k.ends, len(k.word))
		}
	}
}

// setShape makes the shape: X, x and d for capitals, letters and digits.
func (k *keyring) setShape() {
	k.shape = k.shape[:0]
	for _, r := range k.runes {
		c := byte('?')
		switch {
		case unicode.IsUpper(r):
			c = 'X'
		case unicode.IsLetter(r):
			c = 'x'
		case unicode.IsDigit(r):
			c = 'd'
		case r <= 126:
			c = byte(r)
		}
		n := len(k.shape)
		if n > 0 && k.shape[n-1] == c && (c != 'X' || n > 1 && k.shape[n-2] == c) {
			continue
		}
		k.shape = append(k.shape, c)
		if len(k.shape) == maxShape {
			return
		}
	}
}

// key gives one feature of the form that was set, valid until the next set.
func (k *keyring) key(table int) []byte {
	n := len(k.ends)
	switch table {
	case tableWord:
		return k.word[1:]
	case tableSuffix2, tableSuffix3, tableSuffix4:
		if size := table - tableSuffix2 + 2; n > size {
			return k.word[k.ends[n-1-size]:]
		}
		return k.word
	case tablePrefix3:
		if n > 3 {
			return k.word[1:k.ends[3]]
		}
		k.plain = append(append(k.plain[:0], k.word[1:]...), '$')
		return k.plain
	}
	return k.shape
}

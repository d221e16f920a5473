"""What the network sees of a word. features.go holds the same functions; a test compares the two."""

import sys
from unicodedata import category

QUOTES = {
    "\u2018": "'", "\u2019": "'", "\u201a": "'", "\u201b": "'", "\u00b4": "'", "`": "'", "\u02bc": "'",
    "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u201f": '"', "\u00ab": '"', "\u00bb": '"',
    "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2212": "-",
    "\u2014": "--", "\u2015": "--", "\u2026": "...", "\u00a0": " ",
}
UNSEEN = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff"
TABLES = ("word", "suffix2", "suffix3", "suffix4", "prefix3", "shape")
MAX_RUN = 4
MAX_SHAPE = 10


def plain(form):
    """The form with typographic quotes, dashes and ellipses written in ASCII, without what cannot be seen."""
    return "".join(QUOTES.get(c, c) for c in form if c not in UNSEEN)


def normal(text):
    """Lower case, digits as 0, runs of one character cut to MAX_RUN; text comes from plain."""
    out, run = [], 0
    for c in text:
        c = c.lower()[0]
        if "0" <= c <= "9":
            c = "0"
        run = run + 1 if out and out[-1] == c else 1
        if run <= MAX_RUN:
            out.append(c)
    return "".join(out)


def shape(text):
    """X, x and d for letters and digits, other characters as they are, runs shortened."""
    out = []
    for c in text:
        kind = category(c)
        if kind == "Lu":
            c = "X"
        elif kind[0] == "L":
            c = "x"
        elif kind == "Nd":
            c = "d"
        elif ord(c) > 126:
            c = "?"
        keep = 2 if c == "X" else 1
        if out[-keep:] != [c] * keep:
            out.append(c)
        if len(out) == MAX_SHAPE:
            break
    return "".join(out)


def features(form):
    """The keys of a form, in the order of TABLES."""
    text = plain(form)
    word = normal(text)
    marked = "^" + word
    return (word, marked[-2:], marked[-3:], marked[-4:], (word + "$")[:3], shape(text))


if __name__ == "__main__":
    for arg in sys.argv[1:]:
        print("\t".join((arg,) + features(arg)))

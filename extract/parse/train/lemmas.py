"""Learns how to make lemmas and writes the table that the Go package embeds.

Lines of two columns are known verbs (V) and adjectives (J), with which regular forms are undone; lines of four are
endings to replace, for the other Penn tags; lines of three are exceptions.
"""

import argparse
import os
from collections import Counter, defaultdict

from features import plain

LONGEST = 5
CLOSED = ("VBD", "VBN", "VBZ", "VBG", "NNS", "JJR", "JJS", "RBR", "RBS", "PRP", "PRP$", "MD", "POS")
ENDINGS = {"VBD": "ed", "VBN": "ed", "VBG": "ing", "VBZ": "s", "JJR": "er", "RBR": "er", "JJS": "est", "RBS": "est"}
VOWELS = "aeiou"


def words(path):
    """Form, Penn tag and lemma of each word."""
    for line in open(path, encoding="utf-8"):
        c = line.rstrip("\n").split("\t")
        if len(c) == 10 and c[0].isdigit() and c[1] and c[2] != "_":
            yield plain(c[1]), c[4], c[2]


def short(stem):
    """Whether a stem has one vowel, then one consonant, at its end: "hop"."""
    return len(stem) > 1 and stem[-1] not in VOWELS + "wxy" and stem[-2] in VOWELS + "y" \
        and not any(c in VOWELS for c in stem[:-2])


def stems(stem, ending):
    """What a regular form may come from, in the order in which they are tried. inflection.go holds the same."""
    if ending == "s":
        if stem.endswith("ie"):
            return [stem[:-2] + "y", stem]
        return [stem, stem[:-1]] if stem.endswith("e") else [stem]
    if stem.endswith("i"):
        return [stem[:-1] + "y", stem[:-1] + "ie"]
    if stem.endswith("y") and ending == "ing":
        return [stem, stem[:-1] + "ie"]
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in VOWELS or stem.endswith("ck"):
        return [stem, stem[:-1], stem + "e"]
    return [stem + "e", stem] if short(stem) else [stem, stem + "e"]


def regular(form, tag, known):
    """The first known word that a form of this tag can come from, else None."""
    ending = ENDINGS[tag]
    if form.endswith(ending):
        for word in stems(form[:-len(ending)], ending):
            if word in known[tag[0] == "V"]:
                return word
    return None


def change(form, lemma):
    """How many characters to cut from the end, and what to put there."""
    n = 0
    while n < len(form) and n < len(lemma) and form[n] == lemma[n]:
        n += 1
    return len(form) - n, lemma[n:]


def predict(rules, form):
    """The change of the longest ending that has a rule."""
    for n in range(min(LONGEST, len(form)), -1, -1):
        got = rules.get(form[len(form) - n:])
        if got is not None and got[0] <= len(form):
            return got
    return 0, ""


def learn(types):
    """Rules for one tag: an ending is kept where it says other than shorter ones and is right more often."""
    rules = {}
    for n in range(LONGEST + 1):
        by_ending = defaultdict(Counter)
        for form, lemma in types.items():
            if len(form) > n or n == 0:
                by_ending[form[len(form) - n:]][change(form, lemma)] += 1
        found = {}
        for ending, changes in by_ending.items():
            (best, count), = changes.most_common(1)
            before = predict(rules, "\0" + ending) if n else None
            if before != best and (n == 0 or count >= 3 and count >= changes[before] + 2):
                found[ending] = best
        rules.update(found)
    return rules


def irregular():
    """Forms of the words in irregular.txt, by tag: verbs in three columns, nouns in two."""
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "irregular.txt")
    for line in open(path, encoding="utf-8"):
        base, *forms = line.split()
        if len(forms) == 1:
            yield "NNS", forms[0], base
        else:
            yield "VBD", forms[0], base
            yield "VBN", forms[1], base


def without(rules, form, tag, known):
    """What the Go package would say without an exception."""
    if tag in ENDINGS:
        return regular(form, tag, known)
    cut, add = predict(rules, form)
    return form[:len(form) - cut] + add


def main():
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("train")
    args.add_argument("out")
    args = args.parse_args()
    seen = defaultdict(Counter)
    for form, tag, lemma in words(args.train):
        # A capital of the lemma stays only where all forms have it: nationalities, "I".
        seen[tag, form if tag in ("NNP", "NNPS") else form.lower()][lemma] += 1
    types = defaultdict(dict)
    weight = {}
    for (tag, form), lemmas in seen.items():
        (lemma, count), = lemmas.most_common(1)
        types[tag][form], weight[tag, form] = lemma, count
    known = [set(), set()]
    for tag, form, lemma in irregular():
        types[tag][form], weight[tag, form] = lemma, 2
        if tag[0] == "V":
            known[1].add(lemma)
    for tag in types:
        if tag in ENDINGS or tag in ("VB", "VBP", "JJ"):
            known[tag[0] == "V"].update(v for v in types[tag].values() if v.isalpha() and v.islower() and len(v) > 1)
    lines = [f"{c}\t{word}" for c, group in zip("JV", known) for word in sorted(group)]
    for tag in sorted(types):
        rules = {} if tag in ENDINGS else learn(types[tag])
        lines += [f"{tag}\t-{ending}\t{cut}\t{add}" for ending, (cut, add) in sorted(rules.items())]
        for form, lemma in sorted(types[tag].items()):
            if without(rules, form, tag, known) != lemma and (weight[tag, form] > 1 or tag in CLOSED or lemma.lower() == form):
                lines.append(f"{tag}\t{form}\t{lemma}")
    with open(args.out, "w", encoding="utf-8") as f:
        f.write("\n".join(lines) + "\n")
    print(len(lines), "lines")


if __name__ == "__main__":
    main()

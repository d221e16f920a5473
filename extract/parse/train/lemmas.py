"""Learns how to make lemmas: endings to replace for each Penn tag, and exceptions. Writes the table that the Go package embeds."""

import argparse
import os
from collections import Counter, defaultdict

from features import plain

LONGEST = 5
CLOSED = ("VBD", "VBN", "VBZ", "VBG", "NNS", "JJR", "JJS", "RBR", "RBS", "PRP", "PRP$", "MD")


def words(path):
    """Form, Penn tag and lemma of each word."""
    for line in open(path, encoding="utf-8"):
        c = line.rstrip("\n").split("\t")
        if len(c) == 10 and c[0].isdigit() and c[1] and c[2] != "_":
            yield plain(c[1]), c[4], c[2]


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
    """Past tenses and participles of irregular verbs, by tag and form."""
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "irregular.txt")
    for line in open(path, encoding="utf-8"):
        base, past, participle = line.split()
        yield "VBD", past, base
        yield "VBN", participle, base


def pooled(types, tag):
    """The types that a tag's rules are learnt from: past tense and participle share theirs."""
    pool = {}
    for other in ("VBD", "VBN") if tag in ("VBD", "VBN") else (tag,):
        pool.update(types[other])
    pool.update(types[tag])
    return pool


def main():
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("train")
    args.add_argument("out")
    args = args.parse_args()
    seen = defaultdict(Counter)
    for form, tag, lemma in words(args.train):
        cased = tag in ("NNP", "NNPS")
        if not cased:
            # A capital of the lemma stays only where the form always has it: nationalities, "I".
            form = form.lower()
        seen[tag, form][lemma] += 1
    types = defaultdict(dict)
    weight = {}
    for (tag, form), lemmas in seen.items():
        (lemma, count), = lemmas.most_common(1)
        types[tag][form] = lemma
        weight[tag, form] = count
    for tag, form, lemma in irregular():
        if (tag, form) not in weight:
            types[tag][form], weight[tag, form] = lemma, 2
    lines = []
    for tag in sorted(types):
        rules = learn(pooled(types, tag))
        lines += [f"{tag}\t-{ending}\t{cut}\t{add}" for ending, (cut, add) in sorted(rules.items())]
        for form, lemma in sorted(types[tag].items()):
            cut, add = predict(rules, form)
            if form[:len(form) - cut] + add != lemma and (weight[tag, form] > 1 or tag in CLOSED or lemma.lower() == form):
                lines.append(f"{tag}\t{form}\t{lemma}")
    with open(args.out, "w", encoding="utf-8") as f:
        f.write("\n".join(lines) + "\n")
    print(len(lines), "lines")


if __name__ == "__main__":
    main()

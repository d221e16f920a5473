"""Writes varied, made and mixed sentences, and texts without trees, as arrays of numbers that distil.py reads."""

import argparse
import random

import numpy as np

from data import Sentence, Vocabulary, read
from features import features
from mix import Mixer
from vary import kinds, vary
from wire import made

TREEBANK, MADE, MIXED, TEXT = 0, 1, 2, 3  # kinds of sentences; the trees of the first two are taken as right


class Columns:
    """Sentences one behind the other: feature rows, gold tags, heads and relations, how often a word is in the treebank, lengths and kinds."""

    def __init__(self, vocabulary):
        self.vocabulary, self.counts = vocabulary, {}
        self.tables = [{k: i for i, k in enumerate(names)} for names in (vocabulary.upos, vocabulary.xpos, vocabulary.rels)]
        self.rows, self.gold, self.count, self.name, self.length, self.kind = [], [], [], [], [], []

    def add(self, s, kind):
        v, (upos, xpos, rels) = self.vocabulary, self.tables
        self.length.append(len(s.forms))
        self.kind.append(kind)
        for i, form in enumerate(s.forms):
            row = v.rows(form)
            if form not in self.counts:
                self.counts[form] = min(60000, v.count[features(form)[0]]) if row[0] else 0
            self.rows.append(row)
            self.count.append(self.counts[form])
            self.name.append(bool(s.upos) and s.upos[i] == "PROPN")
            self.gold.append((upos.get(s.upos[i], 0), xpos.get(s.xpos[i], 0), s.heads[i], rels.get(s.rels[i], 0)) if s.upos else (0, 0, 0, 0))

    def save(self, path):
        v = self.vocabulary
        np.savez_compressed(path, rows=np.array(self.rows, np.uint16), gold=np.array(self.gold, np.uint8), count=np.array(self.count, np.uint16),
                            name=np.array(self.name, bool), length=np.array(self.length, np.uint8), kind=np.array(self.kind, np.uint8),
                            sizes=np.array([v.size, len(v.upos), len(v.xpos), len(v.rels)]), base=np.array(list(v.base.values())))


def texts(path):
    """Sentences without trees: one a line, tokens with tabs between them."""
    for line in open(path, encoding="utf-8"):
        forms = line.rstrip("\n").split("\t")
        if 3 <= len(forms) <= 70:
            yield Sentence(forms, [], [], [], [], [])


def main():
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("train", help="CoNLL-U, gives the vocabulary")
    args.add_argument("out")
    args.add_argument("--plain", help="CoNLL-U whose sentences are written as they are, instead of all else")
    args.add_argument("--made", type=int, default=6000)
    args.add_argument("--mixed", type=int, default=6000)
    args.add_argument("--texts", help="a file of tokens")
    args.add_argument("--seed", type=int, default=1)
    args = args.parse_args()
    rng, every = random.Random(args.seed), read(args.train)
    columns = Columns(Vocabulary(every))
    if args.plain:
        for s in read(args.plain):
            columns.add(s, TREEBANK)
        return columns.save(args.out)
    train, names = [s for s in every if len(s.forms) <= 100], kinds(every)
    wire = made(args.made, rng, names)
    source = train + wire
    for kind, sentences in ((TREEBANK, train), (MADE, wire)):
        for s in sentences:
            columns.add(vary(s, names, rng), kind)
    mixer, n = Mixer(source, rng), 0
    while n < args.mixed:
        s = vary(mixer.mix(rng.choice(source)), names, rng)
        if 3 <= len(s.forms) <= 70:
            columns.add(s, MIXED)
            n += 1
    for s in texts(args.texts) if args.texts else []:
        columns.add(s, TEXT)
    columns.save(args.out)


if __name__ == "__main__":
    main()

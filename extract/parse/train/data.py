"""Reading CoNLL-U, the vocabulary, and batches."""

from collections import Counter, namedtuple

from features import TABLES, features

Sentence = namedtuple("Sentence", "forms lemmas upos xpos heads rels")
MIN_COUNT = {"word": 2, "suffix2": 3, "suffix3": 3, "suffix4": 3, "prefix3": 3, "shape": 4}


def read(path):
    """All sentences of a CoNLL-U file; multiword ranges and empty nodes are left out."""
    sentences, rows = [], []
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if not line:
            if rows:
                sentences.append(Sentence(*map(list, zip(*rows))))
            rows = []
        elif line[0] != "#":
            c = line.split("\t")
            if c[0].isdigit():
                rows.append((c[1], c[2], c[3], c[4], int(c[6]), c[7]))
    return sentences


class Vocabulary:
    """Key to row number for each table of features; row 0 of a table is the unknown key."""

    def __init__(self, sentences):
        counts = {t: Counter() for t in TABLES}
        for s in sentences:
            for form in s.forms:
                for table, key in zip(TABLES, features(form)):
                    counts[table][key] += 1
        self.keys, self.index, self.base, n = {}, {}, {}, 0
        for t in TABLES:
            self.keys[t] = sorted(k for k, v in counts[t].items() if v >= MIN_COUNT[t])
            self.index[t] = {k: i + 1 for i, k in enumerate(self.keys[t])}
            self.base[t] = n
            n += len(self.keys[t]) + 1
        self.size = n
        self.count = counts["word"]
        self.upos = sorted({u for s in sentences for u in s.upos})
        self.xpos = sorted({x for s in sentences for x in s.xpos})
        self.rels = sorted({r for s in sentences for r in s.rels})
        pairs = Counter((u, x) for s in sentences for u, x in zip(s.upos, s.xpos))
        self.pairs = sorted(p for p, n in pairs.items() if n >= 2)
        self.cache = {}

    def rows(self, form):
        """The rows of a form in the joint table, one for each feature."""
        got = self.cache.get(form)
        if got is None:
            got = [self.base[t] + self.index[t].get(k, 0) for t, k in zip(TABLES, features(form))]
            self.cache[form] = got
        return got

    def all_rows(self, s):
        """The rows of each word of a sentence."""
        return [self.rows(form) for form in s.forms]

    def train_rows(self, s, rng):
        """The same with rare words and some names made unknown now and then, so that unknown words are learnt too."""
        return [self.hide(self.rows(form), form, tag, rng) for form, tag in zip(s.forms, s.upos)]

    def hide(self, got, form, tag, rng):
        name = tag == "PROPN"
        n = self.count[features(form)[0]] if got[0] else 0
        if rng.random() < 0.4 / (0.4 + n) or name and rng.random() < 0.12:
            got = [0] + got[1:]
        if rng.random() < (0.06 if name else 0.03):
            got = [self.base[t] for t in TABLES[:-1]] + got[-1:]
        return got


def batches(sentences, words, rng):
    """Batches of sentences of similar length with about so many words, in random order."""
    order = sorted(range(len(sentences)), key=lambda i: len(sentences[i].forms) + rng.random() * 3)
    out, batch, n = [], [], 0
    for i in order:
        size = len(sentences[i].forms)
        if batch and n + size > words:
            out.append(batch)
            batch, n = [], 0
        batch.append(sentences[i])
        n += size
    out.append(batch)
    rng.shuffle(out)
    return out

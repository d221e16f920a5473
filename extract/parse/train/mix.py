"""Sentences put together from others: words exchanged for others of the same tag, phrases for others of the same relation."""

from collections import Counter, defaultdict

from data import Sentence

OPEN = {"NN", "NNS", "NNP", "NNPS", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "JJ", "RB"}
PHRASES = {"nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent", "nmod", "ccomp", "xcomp", "advcl", "acl", "acl:relcl", "conj", "amod", "compound", "nmod:poss", "appos", "advmod"}


def span(s, i):
    """First and last index of the phrase of a word if it is without gaps, else nothing."""
    inside = []
    for k in range(len(s.forms)):
        j = k
        while j >= 0 and j != i:
            j = s.heads[j] - 1
        if j == i:
            inside.append(k)
    first, last = inside[0], inside[-1]
    return (first, last) if last - first + 1 == len(inside) else None


class Mixer:
    """Words by tag and phrases by relation, of given sentences."""

    def __init__(self, sentences, rng):
        self.rng, self.words, self.phrases = rng, {}, defaultdict(list)
        counts = defaultdict(Counter)
        for s in sentences:
            for form, tag, up in zip(s.forms, s.xpos, s.upos):
                if tag in OPEN and form.isalpha() and up not in ("AUX", "PART"):
                    counts[tag][form] += 1
        for tag, c in counts.items():
            forms = list(c)
            total, cum = 0.0, []
            for f in forms:
                total += c[f] ** 0.5
                cum.append(total)
            self.words[tag] = (forms, cum)
        for s in rng.sample(sentences, min(len(sentences), 9000)):
            for i, rel in enumerate(s.rels):
                if rel in PHRASES and rng.random() < 0.5:
                    at = span(s, i)
                    if at and at[1] - at[0] < 12:
                        self.phrases[rel, s.upos[i]].append((s, i, at))

    def word(self, tag):
        forms, cum = self.words[tag]
        return self.rng.choices(forms, cum_weights=cum)[0]

    def exchange(self, s, share):
        forms = list(s.forms)
        for i, (form, tag) in enumerate(zip(s.forms, s.xpos)):
            if tag in self.words and form.isalpha() and s.upos[i] not in ("AUX", "PART") and self.rng.random() < share:
                new = self.word(tag)
                forms[i] = new[:1].upper() + new[1:] if form[0].isupper() and i == 0 else new
        return s._replace(forms=forms)

    def graft(self, s):
        """A phrase exchanged for one of the same relation and part of speech of another sentence."""
        places = [i for i, r in enumerate(s.rels) if (r, s.upos[i]) in self.phrases]
        if not places:
            return s
        i = self.rng.choice(places)
        at = span(s, i)
        if not at:
            return s
        other, j, there = self.rng.choice(self.phrases[s.rels[i], s.upos[i]])
        first, last = at
        k = there[1] - there[0] + 1
        shift = k - (last - first + 1)

        def moved(h):
            return h if h <= first else h + shift if h > last + 1 else i + 1

        columns = []
        for n, (mine, theirs) in enumerate(zip(s, other)):
            part = list(theirs[there[0]:there[1] + 1])
            if n == 4:
                part = [h - there[0] + first for h in part]
                part[j - there[0]] = moved(s.heads[i])
                mine = [0 if h == 0 else moved(h) if not first < h <= last + 1 else j - there[0] + first + 1 for h in mine]
            columns.append(list(mine[:first]) + part + list(mine[last + 1:]))
        return Sentence(*columns)

    def mix(self, s):
        for _ in range(self.rng.choice((0, 1, 1, 2))):
            s = self.graft(s)
        return self.exchange(s, self.rng.choice((0.15, 0.35, 0.6)))

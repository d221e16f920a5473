"""Variations of a training sentence, so that the parser also reads what a web treebank has little of: headlines and names."""

from data import Sentence

DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
TIMES = set("January February March April May June July August September October November December".split() + DAYS)
OPTIONAL = ("advmod", "obl", "advcl", "obl:unmarked", "discourse", "acl:relcl", "appos", "nmod", "parataxis")


def kinds(sentences):
    """Names that stand alone as a subject: what other names may be exchanged for."""
    names = set()
    for s in sentences:
        alone = set(range(len(s.forms))) - {h - 1 for h in s.heads}
        names.update(s.forms[i] for i in alone if is_name(s, i) and s.rels[i] == "nsubj")
    return sorted(names)


def is_name(s, i):
    return s.xpos[i] == "NNP" and s.forms[i].isalpha() and s.forms[i][0].isupper() and s.forms[i] not in TIMES


def rename(s, names, rng):
    """Some names without dependents become others."""
    forms = list(s.forms)
    for i in range(len(forms)):
        if s.rels[i] in ("nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent", "nmod", "nmod:poss", "conj") and is_name(s, i) \
                and rng.random() < 0.3 and all(s.rels[k] in ("case", "punct", "cc") for k, h in enumerate(s.heads) if h == i + 1):
            forms[i] = rng.choice(names)
    return s._replace(forms=forms)


def keep(s, kept):
    """The words of a list of indices, whose heads are among them."""
    place = {old + 1: new + 1 for new, old in enumerate(kept)}
    place[0] = 0
    columns = [[column[i] for i in kept] for column in s]
    columns[4] = [place[h] for h in columns[4]]
    return Sentence(*columns)


def prune(s, rng):
    """Without some of what a sentence can do without: subject, verb and object come closer."""
    drop = {i for i, r in enumerate(s.rels) if r in OPTIONAL and rng.random() < 0.5}
    if not drop:
        return s
    kept = []
    for i in range(len(s.forms)):
        j = i
        while j >= 0 and j not in drop:
            j = s.heads[j] - 1
        inner = s.rels[i] == "punct" and i + 1 < len(s.forms) and s.forms[i] in (",", "-", "--", "(", ")")
        if j < 0 and not (inner and i + 1 not in s.heads):
            kept.append(i)
    return keep(s, kept) if len(kept) > 2 else s


def day(s, rng):
    """With a day between subject and verb, as wire reports have it: "A court on Tuesday freed him"."""
    for v, (tag, rel) in enumerate(zip(s.xpos, s.rels)):
        if tag in ("VBD", "VBZ") and s.upos[v] == "VERB" and rel in ("root", "ccomp", "conj", "parataxis") and v > 0:
            top = v - 1
            while s.heads[top] > 0 and s.heads[top] - 1 < v:
                top = s.heads[top] - 1
            if s.rels[top] == "nsubj" and s.heads[top] == v + 1 and s.upos[top] in ("NOUN", "PROPN"):
                return insert(s, v, rng)
    return s


def insert(s, v, rng):
    """Puts "on" and a day, or the day alone, before the verb at an index."""
    name = rng.choice(DAYS)
    if rng.random() < 0.65:
        new = [("on", "on", "ADP", "IN", v + 2, "case"), (name, name, "PROPN", "NNP", v + 3, "obl")]
    else:
        new = [(name, name, "PROPN", "NNP", v + 2, "obl:unmarked")]
    rows = [list(row) for row in zip(*s)]
    for row in rows:
        if row[4] > v:
            row[4] += len(new)
    return Sentence(*map(list, zip(*(rows[:v] + new + rows[v:]))))


def third(lemma):
    """The third person of the present."""
    if lemma == "be":
        return "is"
    if lemma == "have":
        return "has"
    if lemma.endswith(("s", "x", "z", "ch", "sh", "o")):
        return lemma + "es"
    if lemma.endswith("y") and lemma[-2:-1] not in tuple("aeiou"):
        return lemma[:-1] + "ies"
    return lemma + "s"


def headline(s, rng):
    """Present for past, no articles, no auxiliary of the passive, no point at the end: "Russia signs treaty"."""
    forms, xpos = list(s.forms), list(s.xpos)
    for i, tag in enumerate(xpos):
        if tag == "VBD" and s.upos[i] == "VERB" and s.rels[i] in ("root", "conj", "ccomp", "parataxis") and s.lemmas[i].isalpha():
            subjects = [k for k, h in enumerate(s.heads) if h == i + 1 and s.rels[k] == "nsubj"]
            plural = any(s.xpos[k] in ("NNS", "NNPS") or s.lemmas[k] in ("I", "we", "you", "they") or "conj" in [s.rels[j] for j, h in enumerate(s.heads) if h == k + 1] for k in subjects)
            forms[i], xpos[i] = (s.lemmas[i], "VBP") if plural else (third(s.lemmas[i]), "VBZ")
    s = s._replace(forms=forms, xpos=xpos)
    governors, bare = set(s.heads), rng.random() < 0.5
    last = len(forms) - 1
    kept = [i for i in range(len(forms)) if i + 1 in governors or not (
        s.rels[i] == "det" and s.lemmas[i] in ("the", "a") or bare and s.rels[i] == "aux:pass" or i == last and s.forms[i] == ".")]
    if len(kept) < 3:
        return s
    s = keep(s, kept)
    forms = list(s.forms)
    forms[0] = forms[0][:1].upper() + forms[0][1:]
    return s._replace(forms=forms)


def cased(s, p, share):
    """Capitals throughout, at the head of each word, or none; share is how often that happens."""
    forms = s.forms
    if p < 0.3 * share:
        forms = [f.upper() for f in forms]
    elif p < 0.8 * share:
        forms = [f if u in ("ADP", "DET", "CCONJ", "PART") else f[:1].upper() + f[1:] for f, u in zip(forms, s.upos)]
    elif p < share:
        forms = [f.lower() for f in forms]
    return s._replace(forms=forms)


def vary(s, names, rng):
    """A sentence as it is in most cases, else varied."""
    if rng.random() < 0.5:
        s = rename(s, names, rng)
    if rng.random() < 0.06:
        s = prune(s, rng)
    if rng.random() < 0.12:
        s = day(s, rng)
    if 4 <= len(s.forms) <= 25 and "VERB" in s.upos and rng.random() < 0.08:
        s = cased(headline(s, rng), rng.random(), 0.3)
    else:
        s = cased(s, rng.random(), 0.09)
    last = len(s.forms)
    if last > 2 and s.upos[-1] == "PUNCT" and last not in s.heads and rng.random() < 0.08:
        s = Sentence(*[column[:-1] for column in s])
    return s

"""Trees that are put together word by word."""

from data import Sentence


class Node:
    """A word with its dependents before and behind it, each in the order in which they are read."""

    def __init__(self, form, upos, xpos, lemma=None, plural=False):
        self.form, self.upos, self.xpos, self.lemma, self.plural = form, upos, xpos, lemma or form.lower(), plural
        self.rel, self.left, self.right = "root", [], []

    def front(self, rel, node):
        """Hangs a node before all that stands before the word."""
        node.rel = rel
        self.left.insert(0, node)
        return self

    def before(self, rel, node):
        """Hangs a node directly before the word."""
        node.rel = rel
        self.left.append(node)
        return self

    def after(self, rel, node):
        """Hangs a node behind all that stands behind the word."""
        if node is not None:
            node.rel = rel
            self.right.append(node)
        return self

    def words(self):
        """The nodes of the phrase from left to right."""
        return [w for n in self.left for w in n.words()] + [self] + [w for n in self.right for w in n.words()]


def sentence(root):
    """The columns of a tree."""
    nodes = root.words()
    place = {id(n): i + 1 for i, n in enumerate(nodes)}
    heads = {id(k): place[id(n)] for n in nodes for k in n.left + n.right}
    return Sentence([n.form for n in nodes], [n.lemma for n in nodes], [n.upos for n in nodes], [n.xpos for n in nodes],
                    [heads.get(id(n), 0) for n in nodes], [n.rel for n in nodes])


def comma():
    return Node(",", "PUNCT", ",")


def det(form):
    return Node(form, "DET", "DT", {"an": "a"}.get(form))


def prep(form):
    return Node(form, "ADP", "IN")


def mark(form):
    return Node(form, "PART", "TO") if form == "to" else Node(form, "SCONJ", "IN")


def number(form):
    return Node(form, "NUM", "CD")

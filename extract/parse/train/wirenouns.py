"""Noun phrases in the style of news agencies, made with their trees in the way of the English Web Treebank."""

import wirewords as W
from wiretree import Node, comma, det, number, prep

STATES, CAPITALS, ADJECTIVES, GIVEN, FAMILY = W.names()
SIMPLE = [n for n in STATES if n.isalpha()]


def adjective(form):
    """An adjective, in parts if it has a hyphen."""
    first, hyphen, last = form.partition("-")
    if not hyphen:
        return Node(form, "ADJ", "JJ")
    if last == "term":
        node = Node(last, "NOUN", "NN")
        return node.before("amod", Node(first, "ADJ", "JJ").after("punct", Node("-", "PUNCT", "HYPH")))
    return Node(last, "ADJ", "JJ").before("compound", Node(first, "NOUN", "NN").after("punct", Node("-", "PUNCT", "HYPH")))


def rank(form):
    """What stands before an office: "senior", "acting"."""
    return Node(form, "VERB", "VBG", form[:-3]) if form.endswith("ing") and form != "outgoing" else Node(form, "ADJ", "JJ")


def noun(form, plural=None):
    plural = form.endswith("s") and not form.endswith("ss") if plural is None else plural
    if form == "police":
        return Node(form, "NOUN", "NNS", plural=True)
    return Node(form, "NOUN", "NNS" if plural else "NN", form[:-1] if plural and form not in ("troops", "talks", "ties") else form, plural)


def proper(form):
    return Node(form, "PROPN", "NNP", form)


def name(text):
    """A name of a place; how its parts hang together is the treebank's way."""
    parts = text.split()
    if len(parts) == 1:
        return proper(text)
    if parts[0] in ("North", "South", "East", "West") and len(parts) == 2:
        return proper(parts[1]).before("compound", proper(parts[0]))
    if parts[0] in ("United", "New", "Saudi", "Central", "Dominican", "Solomon", "Marshall") and len(parts) == 2:
        last = Node(parts[1], "PROPN", "NNPS" if parts[1].endswith("s") else "NNP", parts[1])
        last = last.before("amod", Node(parts[0], "ADJ", "NNP"))
        return last.front("det", det("the")) if parts[0] in ("United", "Central", "Dominican") or last.xpos == "NNPS" else last
    if len(parts) == 2 and parts[1][0].isupper():
        return proper(parts[0]).after("flat", proper(parts[1]))
    return proper(parts[0])


def clitic():
    return Node("'s", "PART", "POS")


def person(rng):
    """A given and a family name, at times one of them only."""
    first = proper(rng.choice(GIVEN if rng.random() < 0.9 else FAMILY))
    if rng.random() < 0.15:
        return proper(rng.choice(FAMILY))
    if rng.random() < 0.1:
        first.after("flat", proper(rng.choice(GIVEN)))
    if rng.random() < 0.06:
        first.after("flat", proper("al"))
        last = proper(rng.choice(FAMILY)).before("punct", Node("-", "PUNCT", "HYPH"))
        return first.after("flat", last)
    return first.after("flat", proper(rng.choice(FAMILY)))


def national(rng):
    """An adjective of a state, or what stands before a noun like one."""
    p = rng.random()
    if p < 0.75:
        a = rng.choice(ADJECTIVES)
        parts = a.split()
        node = Node(parts[-1], "ADJ", "JJ", parts[-1])
        return node.before("compound", proper(parts[0])) if len(parts) == 2 else node
    return proper("U.S." if p < 0.85 else "US" if p < 0.88 else "UN" if p < 0.91 else "EU" if p < 0.94 else rng.choice(SIMPLE))


def modify(head, node, front=True):
    """Puts an adjective or a noun before a noun."""
    return (head.front if front else head.before)("amod" if node.upos == "ADJ" else "compound", node)


def kind_of(head, kind):
    """Puts a field of government before a noun: "foreign minister", "defence ministry"."""
    return head.before("amod", Node(kind, "ADJ", "JJ")) if kind == "foreign" else head.before("compound", noun(kind))


class Phrases:
    """Makes phrases by chance. names are further names for places and groups."""

    def __init__(self, rng, names=()):
        self.rng, self.names = rng, list(names) or CAPITALS

    def chance(self, p):
        return self.rng.random() < p

    def pick(self, words):
        return self.rng.choice(words)

    def state(self):
        """The name of a state, a capital or a group."""
        p = self.rng.random()
        if p < 0.6:
            return name(self.pick(STATES))
        if p < 0.8:
            return name(self.pick(CAPITALS))
        if p < 0.9:
            return proper(self.pick(self.names))
        if p < 0.95:
            return proper(self.pick(W.GROUPS))
        long = self.pick(["the European Union", "the United Nations", "the African Union", "the Arab League", "the White House"]).split()
        return Node(long[2], "PROPN", "NNPS" if long[2] == "Nations" else "NNP", long[2]).before("det", det("the")).before("amod", Node(long[1], "ADJ", "NNP"))

    def join(self, make, most=3, word=None):
        """Two or three phrases with "and"."""
        first, n = make(), 2 if most == 2 or self.chance(0.8) else 3
        if n == 3 and self.chance(0.2):
            first.after("conj", make().front("punct", comma()))
        if n == 3:
            first.after("conj", make().front("punct", comma()))
        last = make().front("cc", Node(word or ("and" if self.chance(0.93) else "or"), "CCONJ", "CC"))
        if n == 3 and self.chance(0.4):
            last.front("punct", comma())
        first.after("conj", last)
        first.plural = True
        return first

    def states(self, pair=0.4):
        return self.join(self.state) if self.chance(pair) else self.state()

    def office(self):
        """A role with its portfolio or title: "foreign minister", "spokesman"."""
        p = self.rng.random()
        if p < 0.35:
            return kind_of(noun("minister"), self.pick(W.PORTFOLIOS))
        if p < 0.5:
            return noun("minister").before("amod", Node("prime", "ADJ", "JJ"))
        if p < 0.65:
            head = noun(self.pick(["spokesman", "spokeswoman", "official"]))
            return head.before("compound", kind_of(noun("ministry"), self.pick(W.PORTFOLIOS)))
        head = noun(self.pick(W.ROLES))
        return head.front("amod", rank(self.pick(W.RANKS))) if self.chance(0.2) else head

    def holder(self):
        """A person with his office, in one of the ways of agencies."""
        p = self.rng.random()
        who = person(self.rng)
        if p < 0.25:
            title = proper(self.pick(W.TITLES))
            if self.chance(0.4):
                title = proper("Minister").before("amod", Node(self.pick(["Prime", "Foreign"]), "ADJ", "NNP"))
            if self.chance(0.6):
                modify(title, national(self.rng))
            return who.front("nmod:desc", title)
        if p < 0.5:
            office = self.office()
            if self.chance(0.7):
                modify(office, national(self.rng))
            if self.chance(0.2):
                office.front("nmod:poss", self.state().after("case", clitic()))
            return who.front("nmod:desc", office)
        if p < 0.7:
            office = self.office()
            if self.chance(0.5):
                office.front("det", det("the")).after("nmod", self.state().front("case", prep("of")))
            elif self.chance(0.5):
                office.front("nmod:poss", self.state().after("case", clitic()))
            else:
                modify(office, national(self.rng)).front("det", det("a" if self.chance(0.3) else "the"))
            office.front("punct", comma())
            return who.after("appos", office).after("punct", comma())
        office = self.office()
        if p < 0.85:
            office.front("nmod:poss", self.state().after("case", clitic()))
            if self.chance(0.5):
                office.after("appos", who.front("punct", comma())).after("punct", comma())
            return office
        office = modify(office, national(self.rng)) if self.chance(0.5) else office.after("nmod", self.state().front("case", prep("of")))
        return office.front("det", det("the" if self.chance(0.8) else "a"))

    def people(self):
        """Troops, officials and the like, with what stands before and behind them."""
        head = noun(self.pick(W.PEOPLE))
        p = self.rng.random()
        if p < 0.5:
            modify(head, national(self.rng), False)
            if self.chance(0.2):
                head.front("amod", rank(self.pick(W.RANKS)))
        elif p < 0.65:
            head.before("amod", self.backed())
        elif p < 0.77:
            head.after("nmod", self.states(0.3).front("case", prep("from")))
        elif p < 0.82:
            of = self.join(self.state, 3) if self.chance(0.6) else self.state()
            head.after("nmod", of.front("case", prep("of")))
            if self.chance(0.5):
                head.front("det", det("the"))
        elif p < 0.87:
            head.after("acl", self.reduced())
        elif p < 0.94:
            head.after("acl", self.predicate("VBG", 2))
        elif p < 0.98:
            head.after("nmod", self.place())
        if self.chance(0.12):
            head.before("compound", noun(self.pick(W.BRANCHES)))
        if self.chance(0.25):
            head.front("nummod", self.count())
        elif p < 0.5 and self.chance(0.15):
            head.front("det", det("the"))
        if self.chance(0.04):
            head.after("acl:relcl", self.relative("who", True))
        return head

    def backed(self):
        """ "Moscow-backed", "U.S.-led"."""
        by = proper("U.S." if self.chance(0.2) else self.pick(SIMPLE + [c for c in CAPITALS if c.isalpha()]))
        verb = self.pick("back lead train fund base make sponsor arm supply control broker mediate run build occupy support".split())
        return Node(W.inflect(verb, "VBN"), "VERB", "VBN", verb).before("compound", by.after("punct", Node("-", "PUNCT", "HYPH")))

    def count(self):
        p = self.rng.random()
        if p < 0.4:
            return number(self.pick("two three four five six seven eight nine ten twelve dozens".split()[:10]))
        n = number(str(self.rng.randint(11, 400)) if p < 0.7 else f"{self.rng.randint(1, 90)},000")
        if self.chance(0.25):
            return n.before("advmod", Node("more", "ADJ", "JJR").after("fixed", prep("than")))
        if self.chance(0.3):
            return n.before("advmod", Node(self.pick(["about", "some", "nearly", "almost", "around"]), "ADV", "RB"))
        return n

    def body(self):
        """A government, a parliament, a ministry."""
        head = noun(self.pick(W.BODIES))
        if head.form == "ministry":
            kind_of(head, self.pick(W.PORTFOLIOS))
        p = self.rng.random()
        if p < 0.4:
            return head.front("nmod:poss", self.state().after("case", clitic()))
        if p < 0.85:
            return modify(head, national(self.rng)).front("det", det("the"))
        return head.front("det", det("the"))

    def actor(self, pair=0.4):
        """Whoever does something or to whom it is done."""
        p = self.rng.random()
        if p < 0.5:
            return self.states(pair)
        if p < 0.65:
            return self.join(self.anybody, 2) if self.chance(0.15) else self.people()
        if p < 0.75:
            return self.join(self.anybody, 2) if self.chance(0.15) else self.body()
        if p < 0.93:
            return self.join(self.anybody, 2) if self.chance(0.1) else self.holder()
        if p < 0.97:
            head = noun(self.pick(["countries", "nations", "sides", "neighbours", "governments", "leaders", "ministers", "rivals", "armies", "parties"]), True)
            return head.before("det", det("the")).before("nummod", number("two")) if self.chance(0.7) else head.before("det", det("both"))
        return Node(self.pick(["it", "they", "he", "she"]), "PRON", "PRP")

    def anybody(self):
        """People, a body, a person with his office."""
        p = self.rng.random()
        if p < 0.3:
            return self.people()
        if p < 0.55:
            return self.body()
        who = self.state() if p < 0.65 else self.holder()
        return who if not any(n.rel == "punct" for n in who.words()) else self.people()

    def between(self, head):
        """Says behind a noun whose it is: "between A and B", "with A"."""
        p = self.rng.random()
        if p < 0.35:
            return head.after("nmod", self.join(self.state if self.chance(0.7) else self.anybody, 2, "and").front("case", prep("between")))
        if p < 0.7:
            return head.after("nmod", self.states(0.25).front("case", prep("with")))
        return head

    def matter(self):
        """What something is about, with its preposition left out."""
        if self.chance(0.35):
            return noun(self.pick(W.BARE))
        head = noun(self.pick(W.MATTERS))
        head.before("compound", noun(self.pick(W.TOPICS)))
        p = self.rng.random()
        if p < 0.3:
            head.front("det", det("the" if p < 0.15 or head.plural else "a"))
        elif p < 0.4:
            modify(head, national(self.rng))
        elif p < 0.5:
            head.front("nmod:poss", Node("their" if self.chance(0.6) else "its", "PRON", "PRP$"))
        return head

    def nominal(self, words, plain=0.25):
        """A noun of a list with an article, an adjective and a compound."""
        form = self.pick(words)
        head = noun(form)
        if self.chance(0.4):
            head.before("compound", noun(self.pick(W.TOPICS)))
        if self.chance(0.35):
            modify(head, adjective(self.pick(W.QUALITIES)))
        if not self.chance(plain):
            first = head.words()[0].form
            a = "the" if head.plural or self.chance(0.4) else "an" if first[0] in "aeiou" else "a"
            if a != "the" or self.chance(0.5):
                head.front("det", det(a))
            else:
                head.front("nmod:poss", Node(self.pick(["its", "their", "his"]), "PRON", "PRP$"))
        return head

    def money(self):
        """ "a $ 2 million loan", "$ 3 billion", "200 tonnes of wheat"."""
        p = self.rng.random()
        if p < 0.5:
            sign = Node("$", "SYM", "$").after("nummod", number(self.pick(["million", "billion"])).before("compound", number(str(self.rng.randint(1, 900)))))
            if p < 0.25:
                head = noun(self.pick(["loan", "deal", "grant", "contract", "package", "line", "fund"]))
                return head.front("compound", sign).front("det", det("a"))
            if p < 0.4:
                return sign.after("nmod", noun(self.pick(["aid", "arms", "loans", "grants", "goods"])).front("case", prep("in")))
            return sign
        head = noun(self.pick(W.UNITS), True).front("nummod", self.count())
        return head.after("nmod", noun(self.pick(W.GOODS)).front("case", prep("of")))

    def thing(self, kind):
        """The object of a verb of a kind."""
        if kind == "enemies":
            p = self.rng.random()
            if p < 0.08:
                return self.bodies()
            who = self.actor(0.3)
            if p < 0.13 and who.upos == "PROPN" and not who.right[1:]:
                who.after("acl", self.reduced().front("punct", comma()))
            return who
        if kind == "blows" and self.chance(0.2):
            return self.deed()
        if kind == "goods":
            if self.chance(0.35):
                return self.money()
            if self.chance(0.2):
                return self.site()
            head = noun(self.pick(W.GOODS))
            if self.chance(0.3):
                modify(head, national(self.rng), False)
            elif self.chance(0.4):
                head.front("nummod", self.count()) if head.plural else head
            if self.chance(0.1):
                head.after("conj", noun(self.pick(W.GOODS)).front("cc", Node("and", "CCONJ", "CC")))
            return head
        words = {"deals": W.DEALS, "ties": W.TIES, "meetings": W.MEETINGS, "blows": W.BLOWS, "calls": W.CALLS}[kind]
        head = self.nominal(words, 0.85 if kind == "ties" else 0.25)
        if kind == "blows":
            if self.chance(0.7):
                head.after("nmod", self.actor(0.1).front("case", prep(self.pick(["on", "on", "against", "by", "by"]))))
            return head.after("nmod", self.place()) if self.chance(0.25) else head.after("acl", self.predicate("VBG", 2)) if self.chance(0.08) else head
        if kind == "calls":
            if self.chance(0.3) and head.left and head.left[0].rel in ("det", "nmod:poss"):
                head.left[0] = self.state().after("case", clitic())
                head.left[0].rel = "nmod:poss"
            elif self.chance(0.4):
                head.after("nmod", self.states(0.2).front("case", prep("by")))
            return head.after("acl", self.infinitive(1))
        head = self.between(head)
        if self.chance(0.05):
            head.after("acl", self.predicate("VBG", 2))
        elif self.chance(0.3):
            head.after("nmod", self.matter().front("case", prep(self.pick(["on", "over", "about", "for"]))))
        elif self.chance(0.12):
            head.after("acl", self.reduced())
        elif self.chance(0.08):
            head.after("acl:relcl", self.relative("that", head.plural))
        return head

    def deed(self):
        """ "the arrest of A by B", "the refusal of A to do something"."""
        if self.chance(0.2):
            head = noun(self.pick("refusal failure decision plan attempt".split())).front("det", det("the"))
            return head.after("nmod", self.actor(0.1).front("case", prep("of"))).after("acl", self.infinitive(2))
        head = noun(self.pick(W.DEEDS)).front("det", det("the"))
        head.after("nmod", (self.people() if self.chance(0.6) else self.actor(0.1)).front("case", prep("of")))
        return head.after("nmod", self.actor(0.1).front("case", prep("by"))) if self.chance(0.5) else head

    def bodies(self):
        """ "the bodies of six Chadian soldiers"."""
        head = noun(self.pick("bodies remains bulk rest leaders families dozens hundreds thousands".split()), True)
        if head.form[-8:] not in ("hundreds", "thousands") and head.form != "dozens":
            head.front("det", det("the"))
        return head.after("nmod", self.people().front("case", prep("of")))

    def site(self):
        """What lies somewhere or goes somewhere: "the town of A", "a base in A", "its first trip to A"."""
        p = self.rng.random()
        if p < 0.4:
            head = noun(self.pick(W.AREAS))
            head.after("nmod", name(self.pick(CAPITALS + STATES)).front("case", prep(self.pick(["of", "in", "in", "near"]))))
        elif p < 0.7:
            head = noun(self.pick(W.GOING))
            head.after("nmod", self.actor(0.1).front("case", prep("to")))
        elif p < 0.85:
            head = noun(self.pick("inquiry probe investigation research".split()))
            head.after("nmod", (self.actor(0.1) if self.chance(0.5) else self.nominal(W.BLOWS + W.GOODS)).front("case", prep("into")))
        else:
            head = noun(self.pick(W.OUT))
            head.after("nmod", self.actor(0.1).front("case", prep("from")))
        if self.chance(0.3):
            modify(head, adjective(self.pick(W.QUALITIES)))
        elif self.chance(0.15):
            head.before("amod", Node("first", "ADJ", "JJ"))
        if head.plural:
            return head
        first = head.words()[0].form
        p = self.rng.random()
        if p < 0.25:
            return head.front("nmod:poss", Node(self.pick(["its", "their", "his"]), "PRON", "PRP$"))
        return head.front("det", det("the" if p < 0.6 else "an" if first[0] in "aeiou" else "a"))

    def reduced(self):
        """A participle behind a noun: "signed by A and B", "held in Geneva"."""
        verb = self.pick("sign broker ratify reach back host ink propose draft fund build make seize arrest hold deploy train sponsor supply control run".split())
        node = Node(W.inflect(verb, "VBN"), "VERB", "VBN", verb)
        if self.chance(0.75):
            node.after("obl:agent", (self.states(0.6) if self.chance(0.7) else self.actor(0.2)).front("case", prep("by")))
            if self.chance(0.3):
                self.time(node)
        else:
            node.after("obl", self.place())
        return node

    def relative(self, word, plural):
        """A relative clause with its subject as the pronoun."""
        verb = self.clause(None, 0, plural=plural)
        return verb.front("nsubj", Node(word, "PRON", "WP" if word == "who" else "WDT"))

    def place(self):
        p = self.rng.random()
        if p < 0.6:
            where = name(self.pick(CAPITALS if p < 0.35 else STATES))
            if self.chance(0.2):
                side = self.pick("eastern western northern southern central neighbouring".split())
                where.front("amod", Node(side, "VERB", "VBG", "neighbour") if side.endswith("ing") else Node(side, "ADJ", "JJ"))
            return where.front("case", prep("in"))
        head = noun(self.pick(W.AREAS)).before("det", det("the"))
        if self.chance(0.3):
            head.after("nmod", name(self.pick(CAPITALS + STATES)).front("case", prep(self.pick(["of", "in", "with"]))))
        if self.chance(0.4):
            modify(head, national(self.rng), False)
        return head.front("case", prep(self.pick(["on", "near", "at", "along", "across"])))

    def time(self, verb, front=False):
        """Hangs a time on a verb: "on Tuesday", "last week", "in 2005"."""
        p = self.rng.random()
        if p < 0.4:
            node, rel = proper(self.pick(W.DAYS)).front("case", prep("on")), "obl"
        elif p < 0.55 and not front:
            node, rel = proper(self.pick(W.DAYS)), "obl:unmarked"
        elif p < 0.75:
            word = self.pick(["last", "next", "this"])
            node, rel = noun(self.pick(W.TIMES)), "obl:unmarked"
            node = node.before("det", det(word)) if word == "this" else node.before("amod", Node(word, "ADJ", "JJ"))
        elif p < 0.85:
            node, rel = number(str(self.rng.randint(1950, 2029))).front("case", prep("in")), "obl"
        elif p < 0.93:
            node, rel = proper(self.pick(W.MONTHS)).front("case", prep("in")), "obl"
            if self.chance(0.4):
                node.after("nmod:unmarked", number(str(self.rng.randint(1950, 2029))))
        else:
            node, rel = Node(self.pick(["today", "yesterday", "tomorrow"]), "NOUN", "NN"), "obl:unmarked"
        if front:
            if self.chance(0.5):
                node.after("punct", comma())
            return verb.front(rel, node)
        return verb.after(rel, node)

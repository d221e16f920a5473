"""Sentences in the style of news agencies, made with their trees in the way of the English Web Treebank.

The treebank has few states that act in pairs, few verbs that are more often nouns, few reduced relative clauses and few
attributions; made sentences have them all, with thousands of different words. Nothing here is true of anybody."""

import random
import sys

import wirewords as W
from vary import headline
from wirenouns import SIMPLE, Phrases, adjective, name, noun, proper
from wiretree import Node, comma, det, mark, prep, sentence

OBJECTS = {"deals": W.ON_DEALS, "ties": W.ON_TIES, "meetings": W.ON_MEETINGS, "enemies": W.ON_ENEMIES, "goods": W.ON_GOODS,
           "blows": W.ON_BLOWS, "calls": "reject back welcome spurn weigh condemn rebuff second hail slam honor drop deny turn:down shrug:off".split()}
FRAMES = {"object": 46, "to": 9, "urge": 6, "give": 5, "blame": 7, "with": 9, "about": 6, "alone": 3, "that": 4, "tell": 2, "into": 3, "back": 7, "gerund": 3, "charge": 2, "let": 1}
PARTICLES = set("up off out down over back".split())


def finite(tense, plural):
    """The tag of the main verb and its auxiliaries with their lemmas and tags."""
    have = ("have", "have", "VBP") if plural else ("has", "have", "VBZ")
    be, was = (("are", "be", "VBP"), ("were", "be", "VBD")) if plural else (("is", "be", "VBZ"), ("was", "be", "VBD"))
    return {"past": ("VBD", []), "present": ("VBP" if plural else "VBZ", []), "perfect": ("VBN", [have]), "pluperfect": ("VBN", [("had", "have", "VBD")]),
            "progressive": ("VBG", [be]), "was": ("VBG", [was]), "will": ("VB", [("will", "will", "MD")]), "would": ("VB", [("would", "would", "MD")]),
            "may": ("VB", [("may", "may", "MD")]), "must": ("VB", [("must", "must", "MD")]), "can": ("VB", [("could", "could", "MD")]),
            "not": ("VB", [("did", "do", "VBD"), None]), "never": ("VBN", [have, None]), "infinitive": ("VB", [])}[tense]


TENSES = ["past"] * 50 + ["perfect"] * 11 + ["present"] * 16 + ["will"] * 7 + ["would"] * 3 + ["may", "must", "can"] + ["progressive"] * 4 \
    + ["was"] * 2 + ["pluperfect"] * 4 + ["not"] * 5 + ["never"] * 2


class Writer(Phrases):
    """Makes sentences by chance."""

    def verb(self, entry, tag):
        """A verb of a list in a form, with its particles; what is left of the entry are prepositions."""
        lemma, *rest = entry.split(":")
        node = Node(W.inflect(lemma, tag), "VERB", tag, lemma)
        if rest and rest[0] in PARTICLES and (len(rest) > 1 or rest[0] != "over"):
            node.after("compound:prt", Node(rest.pop(0), "ADP", "RP"))
        elif rest == ["over"] and lemma == "hand":
            node.after("compound:prt", Node(rest.pop(0), "ADP", "RP"))
        return node, rest

    def predicate(self, tag, depth=0):
        """A verb in a form with its complements."""
        frames = {k: v for k, v in FRAMES.items() if depth < 2 or k not in ("to", "urge", "that", "tell", "gerund", "let", "charge")}
        frame = self.rng.choices(list(frames), frames.values())[0]
        return getattr(self, "frame_" + frame)(tag, depth)

    def frame_object(self, tag, depth):
        kind = self.pick(list(OBJECTS))
        node, _ = self.verb(self.pick(OBJECTS[kind]), tag)
        node.after("obj", self.thing(kind))
        if kind == "enemies" and self.chance(0.3):
            node.after("obl", self.cause())
        return node

    def cause(self):
        """ "over the killing of A by B", "for its attack on A"."""
        what = self.deed() if self.chance(0.5) else self.matter()
        return what.front("case", prep(self.pick(["over", "over", "for", "after", "during", "in"])))

    def frame_gerund(self, tag, depth):
        node, _ = self.verb(self.pick("consider stop begin start keep resume halt avoid risk suspend quit oppose".split()), tag)
        return node.after("xcomp", self.predicate("VBG", depth + 1))

    def frame_let(self, tag, depth):
        verb = self.pick("let help make".split())
        node = Node(W.inflect(verb, tag), "VERB", tag, verb)
        who = self.people() if self.chance(0.6) else self.actor(0.1)
        return node.after("obj", who).after("xcomp", self.predicate("VB", depth + 1))

    def frame_to(self, tag, depth):
        node, _ = self.verb(self.pick(W.TO_DO), tag)
        return node.after("xcomp", self.infinitive(depth + 1))

    def frame_urge(self, tag, depth):
        if self.chance(0.2):
            node = Node(W.inflect("call", tag), "VERB", tag, "call").after("obl", self.actor(0.2).front("case", prep("on")))
        else:
            node, _ = self.verb(self.pick(W.URGE), tag)
            node.after("obj" if node.lemma in ("order", "force", "invite", "help") else "iobj", self.actor(0.2))
        if self.chance(0.15):
            node.before("advmod", Node(self.pick(W.MANNER), "ADV", "RB"))
        return node.after("xcomp", self.infinitive(depth + 1))

    def frame_give(self, tag, depth):
        node, _ = self.verb(self.pick(W.GIVE), tag)
        if self.chance(0.6):
            return node.after("iobj", self.actor(0.1)).after("obj", self.thing(self.pick(["goods", "goods", "deals"])))
        return node.after("obj", self.thing("goods")).after("obl", self.actor(0.2).front("case", prep("to")))

    def frame_blame(self, tag, depth):
        node, (word,) = self.verb(self.pick(W.BLAME), tag)
        node.after("obj", self.actor(0.25))
        if self.chance(0.55):
            return node.after("advcl", self.predicate("VBG", depth + 1).front("mark", mark(word)))
        return node.after("obl", (self.matter() if self.chance(0.5) else self.thing("blows")).front("case", prep(word)))

    def frame_with(self, tag, depth):
        node, words = self.verb(self.pick(W.WITH), tag)
        node.after("obl", self.actor(0.2).front("case", prep(words[-1])))
        if self.chance(0.3):
            node.after("obl", self.matter().front("case", prep(self.pick(["over", "on", "about", "amid"]))))
        return node

    def frame_about(self, tag, depth):
        node, words = self.verb(self.pick(W.ABOUT), tag)
        p = self.rng.random()
        what = self.matter() if p < 0.5 else self.thing(self.pick(["deals", "meetings", "ties", "goods"]))
        return node.after("obl", what.front("case", prep(words[-1])))

    def frame_charge(self, tag, depth):
        node, _ = self.verb(self.pick("deny reject dismiss repeat face make rebut refute answer".split()), tag)
        if self.chance(0.2):
            node.after("obl", proper(self.pick(W.DAYS)).front("case", prep("on")))
        return node.after("obj", self.charge())

    def frame_alone(self, tag, depth):
        node, _ = self.verb(self.pick(W.ALONE), tag)
        if self.chance(0.5):
            node.after("obl", self.matter().front("case", prep(self.pick(["over", "amid", "despite", "after", "without"]))))
        return node

    def frame_that(self, tag, depth):
        node, _ = self.verb(self.pick(W.THAT), tag)
        inner = self.clause(self.actor(), depth + 1)
        return node.after("ccomp", inner.front("mark", mark("that")) if self.chance(0.65) else inner)

    def frame_tell(self, tag, depth):
        node, _ = self.verb(self.pick(W.TELL), tag)
        hearer = noun(self.pick(["reporters", "journalists", "parliament", "lawmakers", "diplomats"])) if self.chance(0.5) else self.actor(0.1)
        node.after("iobj", hearer)
        if self.chance(0.25):
            self.time(node)
        inner = self.clause(self.actor(), depth + 1)
        return node.after("ccomp", inner.front("mark", mark("that")) if self.chance(0.75) else inner)

    def frame_into(self, tag, depth):
        """Puts something on somebody: "slap tariffs on A", "impose a ban on A"."""
        verb, word = self.pick("slap:on impose:on place:on clamp:on deploy:to send:to pull:from withdraw:from recall:from ship:to move:to fire:at lift:on ease:on tighten:on pour:into".split()).split(":")
        node = Node(W.inflect(verb, tag), "VERB", tag, verb)
        what = noun(self.pick(["sanctions", "tariffs", "troops", "weapons", "curbs", "duties", "restrictions", "rockets", "quotas", "fines"]))
        if word in ("to", "from", "into", "at"):
            what = self.people() if self.chance(0.5) else self.thing("goods")
        elif self.chance(0.4):
            what.front("amod", adjective(self.pick(W.QUALITIES)))
        return node.after("obj", what).after("obl", self.actor(0.25).front("case", prep(word)))

    def frame_back(self, tag, depth):
        """Brings something to somebody: "return the islands to A", "complained to A", "fired shots at A"."""
        if self.chance(0.35):
            verb = self.pick("apologize apologise complain appeal object submit yield cede return defect surrender bow pledge concede refer".split())
            node = Node(W.inflect(verb, tag), "VERB", tag, verb)
        else:
            verb = self.pick("return give hand hand turn cede sell send deliver issue submit pay donate present offer restore transfer refer extradite extend".split())
            node = Node(W.inflect(verb, tag), "VERB", tag, verb)
            if verb == "turn" or verb == "hand" and self.chance(0.6):
                node.after("compound:prt", Node("over", "ADP", "RP"))
            node.after("obj", self.site() if self.chance(0.4) else self.bodies() if self.chance(0.2) else self.thing(self.pick(["goods", "deals"])))
            if self.chance(0.15):
                return node
        p = self.rng.random()
        who = self.state() if p < 0.4 else self.people() if p < 0.7 else self.holder() if p < 0.85 else self.body()
        node.after("obl", who.front("case", prep("to")))
        if self.chance(0.2):
            node.after("obl", self.matter().front("case", prep(self.pick(["over", "for", "about"]))))
        return node

    def charge(self):
        """ "accusations by A that B did something"."""
        head = noun(self.pick("accusations allegations claims charges reports suggestions accusation allegation claim report".split()))
        if not head.plural:
            head.front("det", det("the"))
        if self.chance(0.4):
            head.after("nmod", self.actor(0.1).front("case", prep(self.pick(["by", "from"]))))
        return head.after("acl", self.clause(self.actor(0.2), 1, self.pick(["past", "pluperfect", "was"])).front("mark", mark("that")))

    def infinitive(self, depth):
        return self.predicate("VB", depth).front("mark", mark("to"))

    def clause(self, subject, depth=0, tense=None, plural=False):
        """A finite clause; without a subject whoever calls puts one before it."""
        plural = subject.plural if subject else plural
        tag, auxiliaries = finite(tense or self.pick(TENSES), plural or bool(subject) and subject.form == "they")
        node = self.predicate(tag, depth)
        manner = [n for n in node.left if n.rel == "advmod"]
        node.left = [n for n in node.left if n.rel != "advmod"]
        if subject:
            node.before("nsubj", subject)
        for a in auxiliaries:
            node.before("aux", Node(a[0], "AUX", a[2], a[1])) if a else node.before("advmod", Node("not", "PART", "RB"))
        if manner:
            node.before("advmod", manner[0])
        elif self.chance(0.08):
            node.before("advmod", Node(self.pick(W.MANNER), "ADV", "RB"))
        if subject and not auxiliaries and self.chance(0.06):
            node.left.insert(len(node.left), proper(self.pick(W.DAYS)).front("case", prep("on")))
            node.left[-1].rel = "obl"
        return node

    def passive(self, tag="VBD"):
        """A clause in the passive: "A and B were hit by C"."""
        kind = self.pick(list(OBJECTS))
        node, _ = self.verb(self.pick(OBJECTS[kind]), "VBN")
        subject = self.thing(kind)
        if subject.upos == "PRON" and subject.form == "they":
            subject.plural = True
        if kind == "enemies" and subject.upos == "NOUN" and not subject.right and self.chance(0.4):
            subject.after("acl", self.reduced())
        node.before("nsubj:pass", subject)
        p = self.rng.random()
        if p < 0.7:
            node.before("aux:pass", Node("were" if subject.plural else "was", "AUX", "VBD", "be"))
        elif p < 0.85:
            node.before("aux", Node("have", "AUX", "VBP") if subject.plural else Node("has", "AUX", "VBZ", "have")).before("aux:pass", Node("been", "AUX", "VBN", "be"))
        else:
            node.before("aux", Node("will", "AUX", "MD")).before("aux:pass", Node("be", "AUX", "VB"))
        p = self.rng.random()
        if p < 0.5:
            node.after("obl:agent", (self.actor() if p < 0.43 else self.thing("blows")).front("case", prep("by")))
        elif p < 0.65:
            node.after("advcl", self.clause(self.actor(), 1, "past").front("mark", mark(self.pick(["when", "as", "after"]))))
        return node

    def event(self):
        """A clause whose subject is what happened: "talks between A and B stalled"."""
        subject = self.thing(self.pick(["deals", "deals", "ties", "meetings", "blows", "calls"]))
        if self.chance(0.25):
            subject = self.pair(noun(self.pick(W.DEALS + W.MEETINGS + ["border", "war", "trade"])))
        if self.chance(0.15):
            subject.after("acl", self.reduced())
        if self.chance(0.5):
            node = self.frame_alone(finite("past", subject.plural)[0], 0)
        else:
            node, _ = self.verb(self.pick("anger irk strain sour end halt hit mar follow spark stun alarm boost hurt open ease cover cost include aim:at lead:to draw cap top".split()), self.pick(["VBD", "VBD", "VBZ"]))
            if node.xpos == "VBZ" and subject.plural:
                node.form, node.xpos = node.lemma, "VBP"
            what = self.thing(self.pick(["ties", "enemies", "meetings"]))
            node.after("obl", what.front("case", prep({"aim": "at"}.get(node.lemma, "to")))) if node.lemma in ("aim", "lead") else node.after("obj", what)
        return node.before("nsubj", subject)

    def pair(self, head):
        """ "A-B talks"."""
        first = proper(self.pick(SIMPLE)).after("punct", Node("-", "PUNCT", "HYPH"))
        return head.front("compound", proper(self.pick(SIMPLE)).front("compound", first))

    def adjunct(self, node):
        """Hangs on a verb behind all else when, where, why or how."""
        p = self.rng.random()
        if p < 0.3:
            return self.time(node)
        if p < 0.42:
            return node.after("obl", self.place())
        if p < 0.57:
            case = self.pick(["over", "amid", "despite", "after", "following", "during", "before", "without", "because"])
            what = self.thing(self.pick(["meetings", "blows", "deals", "ties"])) if self.chance(0.5) else self.matter()
            word = Node("following", "VERB", "VBG", "follow") if case == "following" else prep(case)
            return node.after("obl", what.front("case", word.after("fixed", prep("of")) if case == "because" else word))
        if p < 0.67:
            return node.after("advcl", self.infinitive(1))
        if p < 0.79:
            return node.after("advcl", self.predicate("VBG", 1).front("mark", mark(self.pick(["after", "for", "by", "without", "while", "before", "since"]))))
        if p < 0.89:
            return node.after("advcl", self.clause(self.actor(), 1, self.pick(["past", "past", "perfect"])).front("mark", mark(self.pick(["after", "as", "because", "while", "before", "until"]))))
        return node.after("advcl", self.predicate("VBG", 1).front("punct", comma()))

    def fronted(self, node):
        """Hangs on a verb before all else when or in what circumstances."""
        p = self.rng.random()
        if p < 0.55:
            return self.time(node, front=True)
        if p < 0.7:
            return node.front("obl", self.place().after("punct", comma() if self.chance(0.6) else None))
        if p < 0.8:
            return node.front("obl", self.matter().front("case", prep(self.pick(["despite", "amid", "after", "over"]))).after("punct", comma()))
        if p < 0.9:
            return node.front("advcl", self.predicate("VBG", 1).front("mark", mark(self.pick(["after", "while", "before"]))).after("punct", comma()))
        inner = self.clause(self.actor(), 1, self.pick(["past", "perfect"])).front("mark", mark(self.pick(["after", "as", "while", "because", "although"])))
        return node.front("advcl", inner.after("punct", comma()))

    def plain(self, depth=0):
        """A clause with adjuncts, at times two predicates."""
        p = self.rng.random()
        node = self.passive() if p < 0.12 else self.event() if p < 0.24 else self.clause(self.subject(), depth)
        if self.chance(0.45) and not any(n.rel == "advcl" for n in node.right):
            self.adjunct(node)
        if self.chance(0.15) and node.xpos in ("VBD", "VB", "VBN") and p >= 0.12:
            node.after("conj", self.predicate(node.xpos, 1).front("cc", Node(self.pick(["and", "and", "but"]), "CCONJ", "CC")))
        if self.chance(0.22):
            self.fronted(node)
        return node

    def subject(self):
        """An actor, at times with a relative clause or a participle between commas."""
        who = self.actor(0.5)
        if not who.right and who.upos == "PROPN" and self.chance(0.08):
            who.after("acl:relcl", self.relative("which", False).front("punct", comma())).after("punct", comma())
        return who

    def speaker(self):
        """Who says something."""
        p = self.rng.random()
        if p < 0.3:
            return noun(self.pick(["officials", "diplomats", "police", "sources", "witnesses", "analysts", "experts", "authorities"]))
        return self.holder() if p < 0.6 else self.people() if p < 0.7 else self.body() if p < 0.85 else self.state()

    def saying(self):
        """A verb of saying with its speaker, at times with hearers and a time."""
        node = Node("said", "VERB", "VBD", "say") if self.chance(0.7) else self.verb(self.pick(W.THAT), "VBD")[0]
        if self.chance(0.15):
            node = Node("told", "VERB", "VBD", "tell").after("iobj", noun(self.pick(["reporters", "journalists", "parliament", "lawmakers"])))
        node.before("nsubj", self.speaker())
        if self.chance(0.4):
            self.time(node)
        elif self.chance(0.15):
            node.after("obl", noun(self.pick(["statement", "speech", "interview", "letter"])).before("det", det("a")).front("case", prep("in")))
        return node

    def attributed(self):
        """A clause with who said so before or behind it."""
        node, inner = self.saying(), self.plain(1)
        p = self.rng.random()
        if p < 0.4:
            return node.after("ccomp", inner.front("mark", mark("that")) if self.chance(0.6) else inner)
        if p < 0.85:
            return node.front("ccomp", inner.after("punct", comma()))
        return inner.after("obl", self.speaker().front("case", Node("according", "VERB", "VBG", "accord").after("fixed", prep("to"))).front("punct", comma()))

    def joined(self):
        """Two clauses."""
        node, second = self.plain(1), self.plain(1)
        if self.chance(0.3):
            return node.after("parataxis", second.front("punct", Node(";", "PUNCT", ",")))
        second.front("cc", Node(self.pick(["and", "but"]), "CCONJ", "CC")).front("punct", comma())
        return node.after("conj", second)

    def told(self):
        """A headline: states with a comma between them, what is to come with "to"."""
        subject = self.states(0.3) if self.chance(0.7) else self.people()
        if self.chance(0.35):
            subject = name(self.pick(SIMPLE)).after("conj", name(self.pick(SIMPLE)).front("punct", comma()))
            subject.plural = True
        if self.chance(0.2):
            return self.predicate("VB", 1).front("mark", mark("to")).front("nsubj", subject)
        node = self.clause(subject, 1, "present")
        return self.adjunct(node) if self.chance(0.3) else node

    def write(self):
        """A sentence."""
        p = self.rng.random()
        if p < 0.12:
            s = headline(sentence(self.told()), self.rng)
        else:
            root = self.attributed() if p < 0.32 else self.joined() if p < 0.4 else self.plain()
            s = sentence(root.after("punct", Node(".", "PUNCT", ".")) if self.chance(0.97) else root)
        s.forms[0] = s.forms[0][:1].upper() + s.forms[0][1:]
        return s


def made(n, rng, names=(), longest=60):
    """A number of sentences, none of them longer than a number of words."""
    writer, out = Writer(rng, names), []
    while len(out) < n:
        s = writer.write()
        if 3 <= len(s.forms) <= longest:
            out.append(s)
    return out


if __name__ == "__main__":
    for s in made(int(sys.argv[1]), random.Random(int(sys.argv[2]))):
        print("# text = " + " ".join(s.forms))
        for i, row in enumerate(zip(*s)):
            print(i + 1, row[0], row[1], row[2], row[3], "_", row[4], row[5], "_", "_", sep="\t")
        print()

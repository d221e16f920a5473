"""Makes sentences with names of a treebank's part and runs.tsv.

  gather.py en_ewt-train.conllu > sentences.jsonl

Each line is {"Text", "Names": [[start, end, class]], "Part": -1}. A sentence with a run whose
class is not clear is left out.
"""
import json, os, sys

TITLES = set("""mr mr. mrs mrs. ms ms. dr dr. president minister prime gen gen. general chairman doctor professor prof prof. professors
senator senators sen. congressman gov. governor sheikh shaikh sheik king queen prince judge director mullah ayatollah lt lt. lieutenant col. col
captain capt. rev. rev sir lady lord justice chief secretary ambassador mayor officer detective sgt. sgt private don antichrist prophet father""".split())
BODIES = set("""department ministry bank university council committee commission office court board institute college school association agency
congress church party league front army organization center centre house bureau academy society federation""".split())


def sentences(file):
    text, rows = None, []
    for line in open(file, encoding="utf8"):
        line = line.rstrip("\n")
        if line.startswith("# text = "):
            text = line[9:]
        elif not line:
            if rows:
                yield text, rows
            rows = []
        elif not line.startswith("#"):
            row = line.split("\t")
            if row[0].isdigit():
                rows.append(row)
    if rows:
        yield text, rows


def runs(rows):
    i = 0
    while i < len(rows):
        j = i
        while j < len(rows) and rows[j][3] == "PROPN":
            j += 1
        if j > i:
            yield i, j
        i = max(j, i + 1)


def bounds(rows, lo, hi, c):
    """Takes titles off a run and adds capitals that belong to it."""
    while c == "P" and lo < hi - 1 and rows[lo][1].lower() in TITLES:
        lo += 1
    while hi > lo + 1 and "@" in rows[hi - 1][1]:
        hi -= 1
    while c != "P" and lo > 0 and rows[lo - 1][1][:1].isupper() and rows[lo - 1][3] in ("ADJ", "NOUN", "VERB", "NUM", "X") and lo <= int(rows[lo - 1][6]) - 1 < hi:
        lo -= 1
    return [lo, hi, c]


def join(rows, spans):
    """Joins what hyphens and "of" make one name of."""
    out = []
    for s in spans:
        gap = [r[1] for r in rows[out[-1][1]:s[0]]] if out else None
        if gap in (["-"], ["–"]) and all("SpaceAfter=No" in r[9] for r in rows[out[-1][1] - 1:s[0]]) and ("O" in (s[2], out[-1][2]) or s[2] == out[-1][2] == "P"):
            out[-1] = [out[-1][0], s[1], "O" if "O" in (s[2], out[-1][2]) else "P"]
        elif gap in (["of"], ["for"], ["of", "the"], ["&"]) and out[-1][2] == "O" and rows[out[-1][1] - 1][1].lower() in BODIES:
            out[-1][1] = s[1]
        else:
            out.append(s)
    for s in out:
        if s[0] >= 2 and rows[s[0] - 1][1] == "-" and rows[s[0] - 2][1].lower() in ("al", "el", "abu", "ibn", "at", "as", "ash"):
            s[0] -= 2
    return out


def places(text, rows):
    at, out = 0, []
    for r in rows:
        start = text.find(r[1], at)
        if start < 0:
            return None
        at = start + len(r[1])
        out.append((start, at))
    return out


def main():
    known = dict(l.rstrip("\n").split("\t") for l in open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "runs.tsv"), encoding="utf8") if not l.startswith("#"))
    for text, rows in sentences(sys.argv[1]):
        spans = [(i, j, known.get(" ".join(r[1] for r in rows[i:j]))) for i, j in runs(rows)]
        at = places(text, rows)
        if at is None or any(c == "*" for _, _, c in spans):
            continue
        spans = join(rows, [bounds(rows, *s) for s in spans if s[2]])
        print(json.dumps({"Text": text, "Names": [[at[a][0], at[b - 1][1], c] for a, b, c in spans], "Part": -1}, ensure_ascii=False))


main()

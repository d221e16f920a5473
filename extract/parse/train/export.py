"""Writes a checkpoint as the file that the Go package embeds: a JSON header, then matrices of bytes with a scale a row."""

import argparse
import json
import struct
import zlib
from collections import Counter

import torch

from data import Vocabulary, read
from features import TABLES

MAGIC = b"entente parse 1\n"


def matrix(out, m):
    """Rows of bytes, each after all scales; the largest weight of a row becomes 127."""
    m = m.detach().float()
    scale = m.abs().amax(1).clamp(min=1e-8) / 127
    whole = torch.round(m / scale.unsqueeze(1)).to(torch.int8)
    out.append(struct.pack("<II", *m.shape))
    out.append(scale.numpy().astype("<f4").tobytes())
    out.append(whole.numpy().tobytes())


def vector(out, v):
    v = v.detach().float()
    out.append(struct.pack("<I", v.numel()))
    out.append(v.numpy().astype("<f4").tobytes())


def body(w):
    """All weights in the order in which model.go reads them."""
    out = []
    matrix(out, w["table.weight"])
    for layer in ("first", "second"):
        for way in ("", "_reverse"):
            matrix(out, w[f"{layer}.weight_ih_l0{way}"])
            vector(out, w[f"{layer}.bias_ih_l0{way}"] + w[f"{layer}.bias_hh_l0{way}"])
            matrix(out, w[f"{layer}.weight_hh_l0{way}"])
    matrix(out, torch.cat([w["upos.weight"], w["xpos.weight"]]))
    vector(out, torch.cat([w["upos.bias"], w["xpos.bias"]]))
    ends = ("arc_dep", "arc_head", "label_dep", "label_head")
    matrix(out, torch.cat([w[e + ".weight"] for e in ends]))
    vector(out, torch.cat([w[e + ".bias"] for e in ends]))
    matrix(out, w["arc"].t())
    vector(out, w["arc_bias"])
    vector(out, w["root_arc"])
    vector(out, w["root_label"])
    labels = w["labels"]
    matrix(out, labels[:, :, :-1].reshape(-1, labels.shape[2] - 1))
    vector(out, labels[:, :, -1].reshape(-1))
    return b"".join(out)


def main():
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("train")
    args.add_argument("checkpoint")
    args.add_argument("out")
    args = args.parse_args()
    sentences = read(args.train)
    v = Vocabulary(sentences)
    saved = torch.load(args.checkpoint, weights_only=True)
    c = saved["config"]
    seen = Counter((u, r) for s in sentences for u, r in zip(s.upos, s.rels))
    header = {
        "inputs": c["inputs"], "hidden": c["hidden"], "arc": c["arc"], "label": c["label"],
        "upos": v.upos, "xpos": v.xpos, "rels": v.rels,
        "pairs": [[v.upos.index(u), v.xpos.index(x)] for u, x in v.pairs],
        "allowed": [[i for i, r in enumerate(v.rels) if seen[u, r] >= 2] for u in v.upos],
        "keys": [v.keys[t] for t in TABLES],
    }
    head = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode()
    data = MAGIC + struct.pack("<I", len(head)) + head + body(saved["weights"])
    with open(args.out, "wb") as f:
        f.write(data + struct.pack("<I", zlib.crc32(data)))
    print(f"{len(data) + 4} bytes, dev {saved['scores']}")


if __name__ == "__main__":
    main()

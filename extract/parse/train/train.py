"""Trains the tagger and parser on one CoNLL-U file and writes a checkpoint after each epoch."""

import argparse
import copy
import math
import random
import time

import torch

from data import Vocabulary, batches, read
from model import Parser, loss, mask_arcs
from vary import kinds, vary
from wire import made


def tensors(sentences, vocabulary, rows):
    """A padded batch: feature rows, lengths, and the gold columns with -1 beyond the end."""
    lengths = torch.tensor([len(s.forms) for s in sentences])
    n = int(lengths.max())
    ids = torch.zeros(len(sentences), n, 6, dtype=torch.long)
    gold = torch.full((4, len(sentences), n), -1, dtype=torch.long)
    tables = [{k: i for i, k in enumerate(names)} for names in (vocabulary.upos, vocabulary.xpos, vocabulary.rels)]
    for i, s in enumerate(sentences):
        k = len(s.forms)
        ids[i, :k] = torch.tensor(rows(s))
        gold[0, i, :k] = torch.tensor([tables[0].get(u, 0) for u in s.upos])
        gold[1, i, :k] = torch.tensor([tables[1].get(x, 0) for x in s.xpos])
        gold[2, i, :k] = torch.tensor(s.heads)
        gold[3, i, :k] = torch.tensor([tables[2].get(r, 0) for r in s.rels])
    return ids, lengths, gold[0], gold[1], gold[2], gold[3]


@torch.no_grad()
def evaluate(model, sentences, vocabulary):
    """UPOS, XPOS, UAS and LAS with arg-max heads, in per cent of all words."""
    model.eval()
    hits, words = torch.zeros(4), 0
    for part in batches(sentences, 2000, random.Random(1)):
        ids, lengths, upos, xpos, heads, rels = tensors(part, vocabulary, vocabulary.all_rows)
        u, x, arcs, ldep, lhead = model(ids, lengths)
        real = upos >= 0
        best = mask_arcs(arcs, lengths).argmax(2)
        chosen = lhead.gather(1, best.unsqueeze(2).expand(-1, -1, lhead.shape[2]))
        label = model.label_scores(ldep[real], chosen[real]).argmax(1)
        head = best[real] == heads[real]
        hits += torch.tensor([(u[real].argmax(1) == upos[real]).sum(), (x[real].argmax(1) == xpos[real]).sum(),
                              head.sum(), (head & (label == rels[real])).sum()])
        words += int(real.sum())
    model.train()
    return [round(100 * float(h) / words, 2) for h in hits]


def average(shadow, model, step):
    """Moves the averaged weights towards those of the model."""
    keep = min(0.998, (step + 1) / (step + 10))
    with torch.no_grad():
        for a, b in zip(shadow.parameters(), model.parameters()):
            a.mul_(keep).add_(b, alpha=1 - keep)


def main():
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("train")
    args.add_argument("dev")
    args.add_argument("out", help="checkpoint to write")
    args.add_argument("--start", help="checkpoint to go on from, with the same sizes")
    args.add_argument("--hidden", type=int, default=96)
    args.add_argument("--inputs", type=int, default=112)
    args.add_argument("--epochs", type=int, default=20)
    args.add_argument("--rate", type=float, default=2.5e-3)
    args.add_argument("--words", type=int, default=900, help="words in a batch")
    args.add_argument("--drop", type=float, default=0.33)
    args.add_argument("--weight-drop", type=float, default=0.1, help="dropout of recurrent weights")
    args.add_argument("--made", type=float, default=0.0, help="made sentences in the style of agencies, as a share of the treebank's")
    args.add_argument("--threads", type=int, default=1)
    args.add_argument("--seed", type=int, default=1)
    args = args.parse_args()
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    torch.set_flush_denormal(True)
    rng = random.Random(args.seed)
    train, dev = read(args.train), read(args.dev)
    vocabulary = Vocabulary(train)
    train = [s for s in train if len(s.forms) <= 100]
    model = Parser(vocabulary.size, len(vocabulary.upos), len(vocabulary.xpos), len(vocabulary.rels),
                   inputs=args.inputs, hidden=args.hidden, drop=args.drop, weight_drop=args.weight_drop)
    if args.start:
        model.load_state_dict(torch.load(args.start, weights_only=True)["weights"])
    shadow = copy.deepcopy(model)
    optimizer = torch.optim.Adam(model.parameters(), lr=args.rate, betas=(0.9, 0.95))
    names, more = kinds(train), round(args.made * len(train))
    total = args.epochs * len(batches(train + made(more, random.Random(1), names), args.words, random.Random(1)))
    step, began = 0, time.time()
    for epoch in range(args.epochs):
        seen = 0.0
        for part in batches(train + made(more, rng, names), args.words, rng):
            warm = min(1.0, (step + 1) / 200)
            for group in optimizer.param_groups:
                group["lr"] = args.rate * warm * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * min(1, step / total))))
            part = [vary(s, names, rng) for s in part]
            value = loss(model, tensors(part, vocabulary, lambda s: vocabulary.train_rows(s, rng)))
            optimizer.zero_grad(set_to_none=True)
            value.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 5.0)
            optimizer.step()
            average(shadow, model, step)
            seen += float(value.detach())
            step += 1
        scores = evaluate(shadow, dev, vocabulary)
        print(f"epoch {epoch + 1} loss {seen / step * (epoch + 1):.3f} upos/xpos/uas/las {scores} {time.time() - began:.0f}s", flush=True)
        torch.save({"config": model.config, "weights": shadow.state_dict(), "scores": scores}, args.out)


if __name__ == "__main__":
    main()

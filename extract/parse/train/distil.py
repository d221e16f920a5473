"""Teachers, what they say of a pool of sentences, and a student that learns to say the same. A GPU is used if there is one."""

import argparse
import copy
import math
import time

import numpy as np
import torch

from gather import Pool
from model import Parser, loss, mask_arcs
from pool import MADE, TREEBANK
from train import average


def opened(path, device, **more):
    """The network of a checkpoint, and the checkpoint."""
    saved = torch.load(path, weights_only=True, map_location=device)
    model = Parser(**saved["config"], **more).to(device)
    model.load_state_dict(saved["weights"])
    return model, saved


@torch.no_grad()
def opinion(models, batch, trusted=None):
    """Means of distributions: tags of words, arcs [batch, dependent, head], the heads that labels are for, labels of words."""
    ids, lengths, upos, _, heads, _ = batch
    real, n, outs = upos >= 0, len(models), [m.eval()(ids, lengths) for m in models]
    tags = [sum(o[k][real].softmax(-1) for o in outs) / n for k in (0, 1)]
    arcs = sum(mask_arcs(o[2], lengths).softmax(-1) for o in outs) / n
    best = arcs.argmax(2)
    if trusted is not None:
        best = torch.where(trusted.unsqueeze(1) & real, heads, best)
    labels = sum(chosen_labels(m, o, best, real).softmax(-1) for m, o in zip(models, outs)) / n
    return *tags, arcs, best, labels


def chosen_labels(model, out, heads, real):
    """Scores of the labels of words below given heads."""
    dep, head = out[3:]
    head = head.gather(1, heads.unsqueeze(2).expand(-1, -1, head.shape[2]))
    return model.label_scores(dep[real], head[real])


def evaluate(models, pool):
    """UPOS, XPOS, UAS and LAS of the mean, with arg-max heads, in per cent of all words."""
    hits, words = np.zeros(4), 0
    for chosen in pool.batches(np.arange(len(pool.length)), 2000, np.random.default_rng(1)):
        batch = pool.batch(chosen)[0]
        real = batch[2] >= 0
        upos, xpos, heads, rels = (c[real] for c in batch[2:])
        u, x, arcs, best, labels = opinion(models, batch)
        head = best[real] == heads
        right = (u.argmax(1) == upos, x.argmax(1) == xpos, head, head & (labels.argmax(1) == rels))
        hits += [int(r.sum()) for r in right]
        words += len(upos)
    return [round(100 * float(h) / words, 2) for h in hits]


class Course:
    """Steps of learning, whose rate falls with the clock to the end of some seconds; shadow is the running average."""

    def __init__(self, model, rate, seconds):
        self.model, self.shadow, self.rate, self.seconds = model, copy.deepcopy(model), rate, seconds
        self.optimizer = torch.optim.Adam(model.parameters(), lr=rate, betas=(0.9, 0.95))
        self.count, self.began = 0, time.time()

    def over(self):
        return time.time() - self.began >= self.seconds

    def step(self, value):
        part = min(1, (time.time() - self.began) / self.seconds)
        for group in self.optimizer.param_groups:
            group["lr"] = self.rate * min(1.0, (self.count + 1) / 200) * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * part)))
        self.optimizer.zero_grad(set_to_none=True)
        value.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 5.0)
        self.optimizer.step()
        average(self.shadow, self.model, self.count)
        self.count += 1

    def save(self, path, scores):
        torch.save({"config": self.model.config, "weights": self.shadow.state_dict(), "scores": scores}, path)


def teacher(args, pool, dev, device):
    """Learns from the trees of the treebank, one file a pass, and of some made sentences."""
    rng, made = np.random.default_rng(args.seed), np.flatnonzero(pool.kind == MADE)
    model = Parser(*pool.sizes, inputs=args.inputs, hidden=args.hidden, arc=256, label=96, drop=args.drop, weight_drop=0.1, layers=args.layers).to(device)
    course, files, epoch = Course(model, args.rate, args.seconds), rng.permutation(pool.file.max() + 1), 0
    while not course.over():
        own = np.flatnonzero((pool.file == files[epoch % len(files)]) & (pool.kind == TREEBANK))
        for chosen in pool.batches(np.concatenate([own, rng.choice(made, min(len(made), len(own) // 5), replace=False)]), args.words, rng):
            (ids, *rest), count, name = pool.batch(chosen)
            course.step(loss(model, (pool.hide(ids, count, name), *rest)))
            if course.over():
                break
        epoch += 1
    finish(args, course, dev, epoch)


def finish(args, course, dev, epochs):
    scores = evaluate([course.shadow], dev)
    print(args.out, epochs, "epochs", course.count, "steps, upos/xpos/uas/las", scores, flush=True)
    course.save(args.out, scores)


def label(args, pool, dev, device):
    """Writes what teachers say, together, of a share of the pool."""
    models = [opened(p, device)[0] for p in args.teachers]
    if args.share == 0:
        print("together", evaluate(models, dev), flush=True)
    out, part = [], pool.batches(np.arange(len(pool.length)), args.words, np.random.default_rng(7))[args.share::args.shares]
    for chosen in part:
        u, x, arcs, best, labels = opinion(models, pool.batch(chosen)[0], pool.trusted(chosen))
        out.append((torch.from_numpy(chosen), u.half().cpu(), x.half().cpu(), arcs.half().cpu(), best.short().cpu(), labels.half().cpu()))
    torch.save(out, args.out)


def agree(scores, wanted):
    """Cross entropy to a distribution, averaged over words."""
    return -(wanted.float() * scores.log_softmax(-1)).sum(-1).mean()


def distance(model, batch, said):
    """The loss of model.py with distributions for gold columns."""
    ids, lengths, real = batch[0], batch[1], batch[2] >= 0
    upos, xpos, arcs, best, labels = said
    out = model(ids, lengths)
    total = agree(mask_arcs(out[2], lengths)[real], arcs[real]) + agree(chosen_labels(model, out, best.long(), real), labels)
    return total + 0.5 * agree(out[0][real], upos) + 0.5 * agree(out[1][real], xpos)


def student(args, pool, dev, device):
    """Goes on from a checkpoint towards what the teachers said; words are hidden from the student alone."""
    rng = np.random.default_rng(args.seed)
    model, _ = opened(args.start, device, drop=args.drop, weight_drop=0.1)
    model.input_drop.p = args.drop
    data = [(b[0].numpy(), *(t.to(device) for t in b[1:])) for path in args.labels for b in torch.load(path, weights_only=True)]
    course, epoch = Course(model, args.rate, args.seconds), 0
    while not course.over():
        for k in rng.permutation(len(data)):
            chosen, *said = data[k]
            (ids, *rest), count, name = pool.batch(chosen)
            batch = (pool.hide(ids, count, name), *rest)
            course.step(distance(model, batch, said))
            if course.over():
                break
        epoch += 1
    finish(args, course, dev, epoch)


def main():
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("role", choices=("teacher", "label", "student"))
    args.add_argument("out")
    args.add_argument("--pool", nargs="+", required=True, help="files of pool.py")
    args.add_argument("--dev", required=True, help="a file of pool.py --plain")
    args.add_argument("--teachers", nargs="+", help="checkpoints")
    args.add_argument("--labels", nargs="+", help="what label wrote, of the same pool")
    args.add_argument("--start", help="checkpoint that the student goes on from")
    args.add_argument("--seconds", type=float, default=240)
    args.add_argument("--rate", type=float, default=2e-3)
    args.add_argument("--drop", type=float, default=0.2)
    for name, default in dict(hidden=320, inputs=256, layers=3, words=1600, seed=1, share=0, shares=1).items():
        args.add_argument("--" + name, type=int, default=default)
    args = args.parse_args()
    torch.manual_seed(args.seed)
    torch.set_num_threads(1)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    globals()[args.role](args, Pool(args.pool, device), Pool([args.dev], device), device)


if __name__ == "__main__":
    main()

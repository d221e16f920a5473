"""Batches of a pool of sentences, put together on the device that learns."""

import numpy as np
import torch

from pool import MADE


class Pool:
    """The files of pool.py, in memory of the device."""

    def __init__(self, paths, device):
        files = [np.load(p) for p in paths]

        def column(name, kind):
            return torch.tensor(np.concatenate([f[name] for f in files]).astype(kind), device=device)

        self.device, self.sizes = device, files[0]["sizes"].tolist()
        self.base = torch.tensor(files[0]["base"], device=device)
        self.length = np.concatenate([f["length"] for f in files]).astype(np.int64)
        self.kind = np.concatenate([f["kind"] for f in files])
        self.file = np.concatenate([np.full(len(f["length"]), i) for i, f in enumerate(files)])
        self.start = torch.tensor(np.cumsum(self.length) - self.length, device=device)
        self.rows, self.gold = column("rows", np.int32), column("gold", np.int16)
        self.count, self.name = column("count", np.float32), column("name", bool)

    def batch(self, chosen):
        """Feature rows, lengths, and the gold columns with -1 beyond the end, as train.tensors gives them; then counts and names."""
        lengths = torch.from_numpy(self.length[chosen])
        steps = torch.arange(int(lengths.max()), device=self.device)
        real = steps < lengths.to(self.device).unsqueeze(1)
        at = self.start[torch.from_numpy(chosen).to(self.device)].unsqueeze(1) + steps
        at = at.clamp(max=len(self.rows) - 1)
        gold = self.gold[at].long().masked_fill(~real.unsqueeze(2), -1).unbind(2)
        return (self.rows[at].long() * real.unsqueeze(2), lengths, *gold), self.count[at], self.name[at]

    def trusted(self, chosen):
        """Whether the tree of a sentence is taken as right."""
        return torch.from_numpy(self.kind[chosen] <= MADE).to(self.device)

    def hide(self, ids, count, name):
        """Makes rare words and some names unknown now and then, as Vocabulary.hide does."""
        chance = torch.rand(3, *count.shape, device=self.device)
        word = (chance[0] < 0.4 / (0.4 + count)) | name & (chance[1] < 0.12)
        every = chance[2] < torch.where(name, 0.06, 0.03)
        first = ids[..., :1].masked_fill(word.unsqueeze(2), 0)
        most = torch.where(every.unsqueeze(2), self.base[:-1], torch.cat([first, ids[..., 1:-1]], 2))
        return torch.cat([most, ids[..., -1:]], 2)

    def batches(self, chosen, words, rng):
        """Batches of sentences of similar length with about so many words, in random order."""
        order = chosen[np.argsort(self.length[chosen] + rng.random(len(chosen)) * 3)]
        ends, out, first = np.cumsum(self.length[order]), [], 0
        while first < len(order):
            before = ends[first - 1] if first else 0
            last = max(first + 1, int(np.searchsorted(ends, before + words, "right")))
            out.append(order[first:last])
            first = last
        rng.shuffle(out)
        return out

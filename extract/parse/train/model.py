"""The network: sums of lookups, two bidirectional LSTM layers, tags on the first, biaffine arcs and labels on the last.

A teacher (distil.py) can have a third layer."""

import torch
from torch import nn
from torch.nn.functional import cross_entropy, dropout, leaky_relu
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

SLOPE = 0.125


class Parser(nn.Module):
    def __init__(self, rows, upos, xpos, rels, inputs=112, hidden=96, arc=128, label=64, drop=0.33, weight_drop=0.0, layers=2):
        super().__init__()
        self.config = dict(rows=rows, upos=upos, xpos=xpos, rels=rels, inputs=inputs, hidden=hidden, arc=arc, label=label)
        self.table = nn.Embedding(rows, inputs)
        nn.init.normal_(self.table.weight, std=0.3)
        self.first = nn.LSTM(inputs, hidden, bidirectional=True, batch_first=True)
        self.second = nn.LSTM(2 * hidden, hidden, bidirectional=True, batch_first=True)
        if layers == 3:
            self.config["layers"] = layers
            self.third = nn.LSTM(2 * hidden, hidden, bidirectional=True, batch_first=True)
        self.upos = nn.Linear(2 * hidden, upos)
        self.xpos = nn.Linear(2 * hidden, xpos)
        self.arc_dep = nn.Linear(2 * hidden, arc)
        self.arc_head = nn.Linear(2 * hidden, arc)
        self.label_dep = nn.Linear(2 * hidden, label)
        self.label_head = nn.Linear(2 * hidden, label)
        self.root_arc = nn.Parameter(torch.zeros(arc))
        self.root_label = nn.Parameter(torch.zeros(label))
        self.arc = nn.Parameter(torch.empty(arc, arc))
        self.arc_bias = nn.Parameter(torch.zeros(arc))
        self.labels = nn.Parameter(torch.zeros(rels, label + 1, label + 1))
        nn.init.orthogonal_(self.arc)
        self.arc.data *= 0.5
        for lstm in self.deep():
            for name, p in lstm.named_parameters():
                if "weight_hh" in name:
                    nn.init.orthogonal_(p)
                elif "bias" in name:
                    nn.init.zeros_(p)
                    if "_hh" not in name:
                        p.data[hidden:2 * hidden] = 1.0
        self.drop, self.weight_drop = drop, weight_drop
        self.input_drop = nn.Dropout(0.25)

    def deep(self):
        """The layers from the words up."""
        return [self.first, self.second] + ([self.third] if hasattr(self, "third") else [])

    def shared(self, x, p):
        """Dropout with one mask for all words of a sentence."""
        if not self.training:
            return x
        mask = x.new_empty(x.shape[0], 1, x.shape[2]).bernoulli_(1 - p) / (1 - p)
        return x * mask

    def run(self, lstm, x, lengths):
        """States of a layer; in training some weights of the recurrence are left out for the whole batch."""
        packed = pack_padded_sequence(x, lengths, batch_first=True, enforce_sorted=False)
        weights = [dropout(p, self.weight_drop) if self.training and "weight_hh" in name else p for name, p in lstm.named_parameters()]
        start = x.new_zeros(2, x.shape[0], lstm.hidden_size)
        states = torch._VF.lstm(packed.data, packed.batch_sizes, (start, start), weights, True, 1, 0.0, self.training, True)[0]
        return pad_packed_sequence(packed._replace(data=states), batch_first=True)[0]

    def forward(self, ids, lengths):
        """Scores of both tags, of arcs [batch, dependent, head] with head 0 the root, and the label vectors."""
        x = self.input_drop(self.table(ids).sum(2))
        one = self.shared(self.run(self.first, x, lengths), self.drop)
        two = one
        for lstm in self.deep()[1:]:
            two = self.shared(self.run(lstm, two, lengths), self.drop)
        dep = self.shared(leaky_relu(self.arc_dep(two), SLOPE), self.drop)
        head = self.shared(leaky_relu(self.arc_head(two), SLOPE), self.drop)
        root = self.root_arc.expand(ids.shape[0], 1, -1)
        head = torch.cat([root, head], 1)
        arcs = (dep @ self.arc) @ head.transpose(1, 2) + (head @ self.arc_bias).unsqueeze(1)
        ldep = self.shared(leaky_relu(self.label_dep(two), SLOPE), self.drop)
        lhead = self.shared(leaky_relu(self.label_head(two), SLOPE), self.drop)
        lhead = torch.cat([self.root_label.expand(ids.shape[0], 1, -1), lhead], 1)
        return self.upos(one), self.xpos(one), arcs, ldep, lhead

    def label_scores(self, dep, head):
        """Label scores of pairs of vectors, [pairs, labels]."""
        one = dep.new_ones(dep.shape[0], 1)
        dep, head = torch.cat([dep, one], 1), torch.cat([head, one], 1)
        rels, n, _ = self.labels.shape
        left = (dep @ self.labels.permute(1, 0, 2).reshape(n, rels * n)).view(-1, rels, n)
        return torch.einsum("prn,pn->pr", left, head)


def mask_arcs(arcs, lengths):
    """Arcs to padding become impossible."""
    far = torch.arange(arcs.shape[2], device=arcs.device).unsqueeze(0) > lengths.to(arcs.device).unsqueeze(1)
    return arcs.masked_fill(far.unsqueeze(1), -1e4)


def loss(model, batch):
    """The sum of the four cross entropies of a batch, averaged over words."""
    ids, lengths, upos, xpos, heads, rels = batch
    u, x, arcs, ldep, lhead = model(ids, lengths)
    arcs = mask_arcs(arcs, lengths)
    real = upos >= 0
    gold = lhead.gather(1, heads.clamp(min=0).unsqueeze(2).expand(-1, -1, lhead.shape[2]))
    total = cross_entropy(arcs[real], heads[real])
    total = total + cross_entropy(model.label_scores(ldep[real], gold[real]), rels[real])
    return total + 0.5 * cross_entropy(u[real], upos[real]) + 0.5 * cross_entropy(x[real], xpos[real])

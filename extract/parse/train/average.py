"""Writes a checkpoint whose weights lie between those of two others: what a model learnt, with less of what it forgot."""

import argparse

import torch


def main():
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("old")
    args.add_argument("new")
    args.add_argument("out")
    args.add_argument("--share", type=float, default=0.5, help="share of the new checkpoint")
    args = args.parse_args()
    old, new = (torch.load(p, weights_only=True) for p in (args.old, args.new))
    weights = {k: (1 - args.share) * v + args.share * new["weights"][k] for k, v in old["weights"].items()}
    torch.save(new | {"weights": weights, "scores": []}, args.out)


if __name__ == "__main__":
    main()

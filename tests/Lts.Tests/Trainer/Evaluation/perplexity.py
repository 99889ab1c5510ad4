"""Sliding-window perplexity in PyTorch, by itself: reads a model folder and the bytes of a text.

Usage: perplexity.py FOLDER TEXT WINDOW STRIDE; the tokenizer is an id a byte by the order of vocab.json. Prints JSON.
"""

import json
import math
import struct
import sys

import numpy
import torch


def tensors(path):
    with open(path, "rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        header = json.loads(file.read(length))
        data = file.read()
    header.pop("__metadata__")
    return {
        name: torch.tensor(numpy.frombuffer(data[slice(*t["data_offsets"])], dtype=numpy.float32).reshape(t["shape"]).copy())
        for name, t in header.items()
    }


def logits(w, heads, ids):
    def norm(x, name):
        return torch.nn.functional.layer_norm(x, x.shape[-1:], w[name + ".weight"], w[name + ".bias"], 1e-5)

    def linear(x, name):
        return torch.addmm(w[name + ".bias"], x, w[name + ".weight"])

    n = len(ids)
    x = w["wte.weight"][ids] + w["wpe.weight"][:n]
    later = torch.ones(n, n, dtype=torch.bool).triu(1)
    for i, count in enumerate(heads):
        q, k, v = (t.reshape(n, count, -1).transpose(0, 1) for t in linear(norm(x, f"h.{i}.ln_1"), f"h.{i}.attn.c_attn").chunk(3, dim=1))
        shares = torch.softmax((q @ k.transpose(1, 2) / math.sqrt(q.shape[-1])).masked_fill(later, float("-inf")), -1)
        x = x + linear((shares @ v).transpose(0, 1).reshape(x.shape), f"h.{i}.attn.c_proj")
        x = x + linear(torch.nn.functional.gelu(linear(norm(x, f"h.{i}.ln_2"), f"h.{i}.mlp.c_fc"), approximate="tanh"), f"h.{i}.mlp.c_proj")
    return norm(x, "ln_f") @ w["wte.weight"].T


def main():
    torch.set_num_threads(1)
    folder, text, length, stride = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    with open(folder + "/config.json") as file:
        config = json.load(file)
    with open(folder + "/vocab.json", encoding="utf-8") as file:
        vocabulary = json.load(file)
    # GPT-2's table: printable bytes are themselves, the others follow from U+0100.
    printable = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    others = [b for b in range(256) if b not in printable]
    letters = {**{b: chr(b) for b in printable}, **{b: chr(256 + i) for i, b in enumerate(others)}}
    with open(text, "rb") as file:
        data = file.read()
    ids = torch.tensor([vocabulary["<|endoftext|>"]] + [vocabulary[letters[b]] for b in data])
    weights = tensors(folder + "/model.safetensors")
    nats, scored, done = 0.0, 0, 1
    with torch.no_grad():
        while done < len(ids):
            end = min(len(ids), done + (length if done == 1 else stride))
            start = max(0, end - 1 - length)
            rows = torch.log_softmax(logits(weights, config["n_head"], ids[start : end - 1]).double(), -1)
            targets = ids[start + 1 : end]
            picked = rows[torch.arange(len(targets)), targets][done - 1 - start :]
            nats -= float(picked.sum())
            scored += len(picked)
            done = end
    print(json.dumps({
        "tokens": scored,
        "loss": nats / scored,
        "perplexity": math.exp(nats / scored),
        "word_perplexity": math.exp(nats / len(data.split())),
        "bits_per_byte": nats / math.log(2) / len(data),
    }))


main()

"""GPT-2 written out in PyTorch by itself, to check ours against: logits of given ids, then losses of some training steps.

Usage: gpt2_oracle.py FOLDER, which holds spec.json and weights.bin (float32, one tensor after another). Prints JSON.
"""

import json
import math
import sys

import numpy
import torch


def load(folder):
    with open(folder + "/spec.json") as file:
        spec = json.load(file)
    values = numpy.fromfile(folder + "/weights.bin", dtype=numpy.float32)
    weights, start = {}, 0
    for name, shape in zip(spec["names"], spec["shapes"]):
        count = math.prod(shape)
        weights[name] = torch.tensor(values[start : start + count].reshape(shape), requires_grad=True)
        start += count
    assert start == len(values)
    return spec, weights


def norm(w, name, x):
    mean = x.mean(-1, keepdim=True)
    variance = ((x - mean) ** 2).mean(-1, keepdim=True)
    return (x - mean) / torch.sqrt(variance + 1e-5) * w[name + ".weight"] + w[name + ".bias"]


def linear(w, name, x):
    return x @ w[name + ".weight"] + w[name + ".bias"]


def logits(w, heads, ids):
    length = ids.shape[1]
    x = w["wte.weight"][ids] + w["wpe.weight"][:length]
    hidden = x.shape[2]
    later = torch.ones(length, length, dtype=torch.bool).triu(1)
    for i, count in enumerate(heads):
        q, k, v = linear(w, f"h.{i}.attn.c_attn", norm(w, f"h.{i}.ln_1", x)).split(hidden, dim=2)
        q, k, v = (t.reshape(t.shape[0], length, count, hidden // count).permute(0, 2, 1, 3) for t in (q, k, v))
        scores = (q @ k.permute(0, 1, 3, 2)) / math.sqrt(hidden // count)
        mixed = torch.softmax(scores.masked_fill(later, float("-inf")), -1) @ v
        x = x + linear(w, f"h.{i}.attn.c_proj", mixed.permute(0, 2, 1, 3).reshape(x.shape))
        inner = linear(w, f"h.{i}.mlp.c_fc", norm(w, f"h.{i}.ln_2", x))
        inner = 0.5 * inner * (1 + torch.tanh(math.sqrt(2 / math.pi) * (inner + 0.044715 * inner**3)))
        x = x + linear(w, f"h.{i}.mlp.c_proj", inner)
    return norm(w, "ln_f", x) @ w["wte.weight"].T


def train(spec, w):
    t = spec["training"]
    matrices = [p for p in w.values() if p.dim() == 2]
    others = [p for p in w.values() if p.dim() != 2]
    groups = [{"params": matrices, "weight_decay": t["weight_decay"]}, {"params": others, "weight_decay": 0.0}]
    optimizer = torch.optim.AdamW(groups, lr=1.0, betas=(t["beta1"], t["beta2"]), eps=t["epsilon"])
    losses, norms = [], []
    for step in t["steps"]:
        optimizer.zero_grad()
        total = 0.0
        for batch in step["batches"]:
            inputs, targets = torch.tensor(batch["inputs"]), torch.tensor(batch["targets"])
            scores = logits(w, spec["heads"], inputs)
            loss = torch.nn.functional.cross_entropy(scores.reshape(-1, scores.shape[-1]), targets.reshape(-1))
            (loss / len(step["batches"])).backward()
            total += loss.item() / len(step["batches"])
        norms.append(float(torch.nn.utils.clip_grad_norm_(list(w.values()), t["clip"])))
        for group in optimizer.param_groups:
            group["lr"] = step["learning_rate"]
        optimizer.step()
        losses.append(total)
    return losses, norms


def main():
    torch.set_num_threads(1)
    spec, weights = load(sys.argv[1])
    result = {}
    if "ids" in spec:
        with torch.no_grad():
            result["logits"] = logits(weights, spec["heads"], torch.tensor(spec["ids"])).flatten().tolist()
    if "training" in spec:
        result["losses"], result["norms"] = train(spec, weights)
    print(json.dumps(result))


main()

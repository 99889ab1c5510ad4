"""Inputs and results of operators, for OperatorTests: NAME.0, NAME.1, … are inputs, NAME is the result, NAME.grad0 the first gradient."""
import sys

import torch
import torch.nn.functional as F
from exchange import save

torch.set_num_threads(1)
torch.manual_seed(7)
r = torch.randn
x, y, w, b = r(3, 5, 8), r(3, 5, 8), r(6, 8), r(6)
q, k, v = r(2, 3, 7, 4), r(2, 3, 7, 4), r(2, 3, 7, 4)
ids, targets = torch.randint(0, 6, (3, 5)), torch.randint(0, 8, (15,))


def attention(q, k, v):
    scores = q.matmul(k.transpose(-2, -1)) * (1 / q.shape[-1] ** 0.5)
    scores = scores.masked_fill(torch.ones(7, 7, dtype=torch.bool).triu(1), float("-inf"))
    return F.softmax(scores, -1).matmul(v)


cases = {
    "add": (lambda a, c: a + c, x, y),
    "sub": (lambda a, c: a - c, x, y),
    "mul": (lambda a, c: a * c, x, y),
    "div": (lambda a, c: a / c, x, y),
    "scalars": (lambda a: (2 * a + 1 - 0.5) / 3, x),
    "reversed": (lambda a: 1 - a, x),
    "pow": (lambda a: a.pow(3), x),
    "unary": (lambda a: a.tanh().exp().sqrt().log().abs().neg().square(), x),
    "matmul": (lambda a, c: a.matmul(c.transpose(1, 2)), x, y),
    "linear": (F.linear, x, w, b),
    "addmm": (lambda c, a, d: torch.addmm(c, a.view(15, 8), d.t().contiguous()), b, x, w),
    "embedding": (lambda t, i: F.embedding(i, t), w, ids),
    "layer_norm": (lambda a, g, c: F.layer_norm(a, (8,), g, c, 1e-5), x, r(8), r(8)),
    "gelu": (F.gelu, x),
    "gelu_tanh": (lambda a: F.gelu(a, approximate="tanh"), x),
    "relu": (F.relu, x),
    "softmax": (lambda a: F.softmax(a, -1), x),
    "log_softmax": (lambda a: F.log_softmax(a, -1), x),
    "cross_entropy": (lambda a, t: F.cross_entropy(a.view(-1, 8), t), x, targets),
    "cross_entropy_sum": (lambda a, t: F.cross_entropy(a.view(-1, 8), t, ignore_index=3, reduction="sum"), x, targets),
    "attention": (attention, q, k, v),
    "conv1d": (lambda a, c: F.conv1d(a, c, padding=2, groups=5), x, r(5, 1, 3)),
    "masked": (lambda a: a.masked_fill(torch.ones(8, 8, dtype=torch.bool).tril()[:5], 2.5), x),
    "reduce": (lambda a: a.sum(1).mean() + a.mean((0, 2)).sum(), x),
    "shapes": (lambda a: torch.cat([t.permute(2, 0, 1).reshape(-1) for t in a.split(3, 2)]), x),
    "narrow": (lambda a: a.narrow(1, 1, 3).unsqueeze(0).squeeze(0).flatten(1), x),
    "gather": (lambda a, i: a.view(15, 8).gather(1, i.view(15, 1)), x, targets),
    "stack": (lambda a, c: torch.stack([a, c], 1).select(1, 1), x, y),
    "argmax": (lambda a: a.argmax(-1), x),
    "compare": (lambda a, c: (a > c) != (a <= 0.25), x, y),
}
tensors = []
for name, (operator, *inputs) in cases.items():
    leaves = [t.clone().requires_grad_(t.dtype == torch.float32) for t in inputs]
    result = operator(*leaves)
    tensors += [(f"{name}.{i}", t) for i, t in enumerate(inputs)] + [(name, result)]
    if result.requires_grad:
        result.sum().backward()
        tensors.append((f"{name}.grad0", leaves[0].grad))
torch.manual_seed(11)
tensors.append(("random", torch.cat([torch.randn(40), torch.rand(3), F.dropout(torch.ones(50), 0.3)])))
save(sys.argv[1], tensors)
print(" ".join(cases))

"""Trains the small GPT of TinyGpt.cs: train.py FOLDER DECAY_ALL(0|1). Writes the initial weights, prints a loss a step."""
import sys

import torch
import torch.nn as nn
import torch.nn.functional as F
from exchange import save

V, T, D, L, H = 61, 16, 32, 2, 4
torch.set_num_threads(1)
torch.manual_seed(3)


class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.ln1, self.qkv, self.proj = nn.LayerNorm(D), nn.Linear(D, 3 * D), nn.Linear(D, D)
        self.ln2, self.fc, self.out = nn.LayerNorm(D), nn.Linear(D, 4 * D), nn.Linear(4 * D, D)

    def forward(self, x):
        B = x.shape[0]
        q, k, v = [t.view(B, T, H, D // H).transpose(1, 2) for t in self.qkv(self.ln1(x)).split(D, 2)]
        scores = q.matmul(k.transpose(-2, -1)) * (1.0 / (D // H) ** 0.5)
        scores = scores.masked_fill(torch.ones(T, T, dtype=torch.bool).triu(1), float("-inf"))
        y = F.softmax(scores, -1).matmul(v).transpose(1, 2).contiguous().view(B, T, D)
        x = x + self.proj(y)
        return x + self.out(F.gelu(self.fc(self.ln2(x)), approximate="tanh"))


class Gpt(nn.Module):
    def __init__(self):
        super().__init__()
        self.wte, self.wpe = nn.Embedding(V, D), nn.Embedding(T, D)
        self.h, self.lnf = nn.ModuleList([Block() for _ in range(L)]), nn.LayerNorm(D)

    def forward(self, ids):
        x = self.wte(ids) + self.wpe(torch.arange(T))
        for block in self.h:
            x = block(x)
        return F.linear(self.lnf(x), self.wte.weight)


model = Gpt()
tokens = torch.randint(0, V, (30 * 4 * T + 1,))
save(sys.argv[1] + "/start", [("tokens", tokens)] + [(n, p) for n, p in model.named_parameters()])
groups = model.parameters() if sys.argv[2] == "1" else [
    {"params": [p for p in model.parameters() if p.dim() >= 2]},
    {"params": [p for p in model.parameters() if p.dim() < 2], "weight_decay": 0.0},
]
optimizer = torch.optim.AdamW(groups, lr=3e-3, betas=(0.9, 0.95), weight_decay=0.1)
for step in range(30):
    at = step * 4 * T
    loss = F.cross_entropy(model(tokens[at:at + 4 * T].view(4, T)).view(-1, V), tokens[at + 1:at + 4 * T + 1])
    optimizer.zero_grad(set_to_none=True)
    loss.backward()
    nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()
    print(repr(loss.item()))
save(sys.argv[1] + "/end", [(n, p) for n, p in model.named_parameters()])

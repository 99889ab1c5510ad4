"""The model of trainer/Models/Gpt2.cs in plain PyTorch, for StepBenchmark: step.py FOLDER THREADS LAYERS HIDDEN HEADS VOCABULARY LENGTH BATCH.
Reads a number of steps a line, takes them, and answers with a line a step (milliseconds of the wall, of all processors, loss), then a blank."""
import json
import math
import sys
import time

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

folder = sys.argv[1]
threads, L, D, H, V, T, B = map(int, sys.argv[2:])
torch.set_num_threads(threads)


class Conv1D(nn.Module):
    def __init__(self, inputs, outputs):
        super().__init__()
        self.weight, self.bias = nn.Parameter(torch.empty(inputs, outputs)), nn.Parameter(torch.empty(outputs))

    def forward(self, x):
        return torch.addmm(self.bias, x.view(-1, x.shape[-1]), self.weight).view(*x.shape[:-1], -1)


class Attention(nn.Module):
    def __init__(self):
        super().__init__()
        self.c_attn, self.c_proj = Conv1D(D, 3 * D), Conv1D(D, D)
        self.register_buffer("future", torch.ones(T, T, dtype=torch.bool).triu(1), persistent=False)

    def forward(self, x):
        q, k, v = [t.view(B, T, H, D // H).transpose(1, 2) for t in self.c_attn(x).split(D, 2)]
        scores = (q.matmul(k.transpose(-2, -1)) * (1 / math.sqrt(D // H))).masked_fill(self.future, float("-inf"))
        return self.c_proj(F.softmax(scores, -1).matmul(v).transpose(1, 2).contiguous().view(B, T, D))


class Mlp(nn.Module):
    def __init__(self):
        super().__init__()
        self.c_fc, self.c_proj = Conv1D(D, 4 * D), Conv1D(4 * D, D)

    def forward(self, x):
        return self.c_proj(F.gelu(self.c_fc(x), approximate="tanh"))


class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.ln_1, self.attn, self.ln_2, self.mlp = nn.LayerNorm(D), Attention(), nn.LayerNorm(D), Mlp()

    def forward(self, x):
        x = x + self.attn(self.ln_1(x))
        return x + self.mlp(self.ln_2(x))


class Gpt2(nn.Module):
    def __init__(self):
        super().__init__()
        self.wte, self.wpe = nn.Embedding(V, D), nn.Embedding(T, D)
        self.h, self.ln_f = nn.ModuleList([Block() for _ in range(L)]), nn.LayerNorm(D)

    def forward(self, ids):
        x = self.wte(ids) + self.wpe(torch.arange(T))
        for block in self.h:
            x = block(x)
        return F.linear(self.ln_f(x), self.wte.weight)


model = Gpt2()
weights, at = np.fromfile(folder + "/weights.bin", np.float32), 0
with torch.no_grad():
    parameters = dict(model.named_parameters())
    for name in json.load(open(folder + "/names.json")):
        p = parameters.pop(name)
        p.copy_(torch.from_numpy(weights[at:at + p.numel()].reshape(p.shape).copy()))
        at += p.numel()
assert not parameters and at == len(weights), parameters.keys()
tokens = torch.from_numpy(np.fromfile(folder + "/tokens.bin", np.int64))
optimizer = torch.optim.AdamW([
    {"params": [p for p in model.parameters() if p.dim() >= 2]},
    {"params": [p for p in model.parameters() if p.dim() < 2], "weight_decay": 0.0},
], lr=3e-4, betas=(0.9, 0.95), weight_decay=0.1)
print("ready", torch.__version__, flush=True)
step = 0
for line in sys.stdin:
    for _ in range(int(line)):
        wall, cpu = time.perf_counter(), time.process_time()
        start = step * B * T
        x, y = tokens[start:start + B * T].view(B, T), tokens[start + 1:start + B * T + 1]
        optimizer.zero_grad(set_to_none=True)
        loss = F.cross_entropy(model(x).view(-1, V), y)
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        value = loss.item()
        print((time.perf_counter() - wall) * 1e3, (time.process_time() - cpu) * 1e3, repr(value))
        step += 1
    print(flush=True)

"""Tensors by name in a file that the C# side reads: a line of JSON (name, type, shape), then the elements."""
import json


def save(path, tensors):
    named = [(name, t.detach().contiguous()) for name, t in tensors]
    with open(path, "wb") as file:
        header = [[name, str(t.dtype).split(".")[1], list(t.shape)] for name, t in named]
        file.write(json.dumps(header).encode() + b"\n")
        for _, t in named:
            file.write(t.numpy().tobytes())

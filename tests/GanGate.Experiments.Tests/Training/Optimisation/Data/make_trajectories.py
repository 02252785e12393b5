"""Writes trajectories.json: five steps of PyTorch's optimisers on sum(a w^2 + w), in float64 (PyTorch 1.13 was used)."""

import json
import os

import torch

torch.set_default_dtype(torch.float64)

# An epsilon that plays no part: PyTorch adds it to the corrected moment, TensorFlow and we to the uncorrected one.
OPTIMISERS = {
    "sgd": lambda p: torch.optim.SGD(p, lr=0.1),
    "sgd with weight decay": lambda p: torch.optim.SGD(p, lr=0.1, weight_decay=0.5),
    "momentum": lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.9),
    "adam": lambda p: torch.optim.Adam(p, lr=0.1, betas=(0.5, 0.999), eps=1e-30),
    "adam with weight decay": lambda p: torch.optim.Adam(p, lr=0.1, betas=(0.5, 0.999), eps=1e-30, weight_decay=0.5),
}

result = {}
for name, make in OPTIMISERS.items():
    w = torch.tensor([1.0, -2.0, 0.5], requires_grad=True)
    optimiser = make([w])
    steps = []
    for _ in range(5):
        optimiser.zero_grad()
        (torch.tensor([1.0, 0.25, -0.5]) * w * w + w).sum().backward()
        optimiser.step()
        steps.append(w.tolist())
    result[name] = steps

with open(os.path.join(os.path.dirname(__file__), "trajectories.json"), "w") as file:
    json.dump(result, file, indent=1)
    file.write("\n")

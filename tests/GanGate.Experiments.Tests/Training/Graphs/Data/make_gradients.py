"""Writes gradients.json: values and gradients of small computations in float64, made with PyTorch's autograd (1.13 was used)."""

import json
import os

import torch
import torch.nn.functional as F

torch.manual_seed(1)
torch.set_default_dtype(torch.float64)


def random(*shape):
    # Three decimals keep the file small and are exact for both sides.
    return torch.round(torch.empty(shape).uniform_(-1, 1), decimals=3).requires_grad_()


def same(x, low, high):
    return F.pad(x, (low, high, low, high))


def penalty(score, images):
    gradient, = torch.autograd.grad(score.sum(), images, create_graph=True)
    return ((gradient.flatten(1).pow(2).sum(1).sqrt() - 1) ** 2).mean()


def critic(x, w1, gain, w2, w3):
    h = F.leaky_relu(F.conv2d(same(x, 1, 2), w1, stride=2), 0.2)
    h = F.layer_norm(h, h.shape[1:], eps=1e-5) * gain
    h = F.elu(F.conv2d(same(h, 1, 2), w2, stride=2))
    return h.flatten(1) @ w3


CASES = {
    "dcgan generator": (
        [random(3, 4), random(4, 8), random(1, 2, 1, 1), random(1, 2, 1, 1), random(2, 3, 5, 5)],
        lambda z, w1, gain, shift, w2: torch.tanh(F.conv_transpose2d(
            F.relu(F.batch_norm((z @ w1).reshape(3, 2, 2, 2), None, None, gain.flatten(), shift.flatten(), training=True, eps=1e-5)),
            w2, stride=2, padding=1)[:, :, :4, :4]).pow(2).sum()),
    "wgan-gp critic": (
        [random(2, 2, 8, 8), random(3, 2, 5, 5), random(1, 3, 4, 4), random(4, 3, 5, 5), random(16, 1)],
        lambda x, *w: critic(x, *w).mean() + 10 * penalty(critic(x, *w), x)),
    "text critic": (
        [random(2, 5, 6), random(3, 5, 5), random(3, 3, 3)],
        lambda x, w1, w2: penalty(F.conv1d(torch.tanh(F.conv1d(torch.softmax(x, 1), w1, padding=2)), w2, stride=2, dilation=1), x)),
    "non-saturating losses": (
        [random(6, 3), random(3, 2), random(2, 1)],
        lambda x, w1, w2: F.softplus(-(torch.sigmoid(x @ w1) @ w2)).mean() + torch.log(1 + torch.exp((x @ w1) @ w2)).mean()),
}


def numbers(tensor):
    return {"shape": list(tensor.shape), "values": tensor.detach().flatten().tolist()}


result = {}
for name, (variables, build) in CASES.items():
    loss = build(*variables)
    gradients = torch.autograd.grad(loss, variables)
    result[name] = {"variables": [numbers(v) for v in variables], "loss": loss.item(), "gradients": [numbers(g) for g in gradients]}

with open(os.path.join(os.path.dirname(__file__), "gradients.json"), "w") as file:
    json.dump(result, file, indent=None, separators=(",", ":"))
    file.write("\n")

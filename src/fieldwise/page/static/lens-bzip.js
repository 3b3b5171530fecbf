/**
 * bzip2, read: Huffman codes, runs, move to front, and the Burrows-Wheeler transform undone.
 * @param {Uint8Array} bytes
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function unzipped(bytes) {
  let at = 0;
  let held = 0;
  let count = 0;
  /** @param {number} wanted at most 24 */
  const bits = (wanted) => {
    while (count < wanted) {
      held = ((held & 0xffffff) << 8) | (bytes[at++] ?? 0);
      count += 8;
    }
    count -= wanted;
    return (held >>> count) & ((1 << wanted) - 1);
  };
  if (bits(24) !== 0x425a68) throw new Error("no bzip2");
  const size = (bits(8) - 48) * 100_000;
  const blocks = [];
  while (bits(24) === 0x314159) {
    bits(24);
    bits(24);
    bits(9); // the rest of the magic number, the checksum, no shuffling
    blocks.push(blockOf(bits, size));
    if (at > bytes.length) throw new Error("cut short");
  }
  return expanded(blocks);
}

/**
 * @param {(wanted: number) => number} bits
 * @param {number} size
 */
function blockOf(bits, size) {
  const origin = bits(24);
  /** @type {number[]} */
  const front = [];
  const rows = bits(16);
  for (let row = 0; row < 16; row++) {
    const used = rows & (0x8000 >> row) ? bits(16) : 0;
    for (let column = 0; column < 16; column++) {
      if (used & (0x8000 >> column)) front.push(16 * row + column);
    }
  }
  const last = front.length + 1;
  const groups = bits(3);
  const order = Array.from({ length: groups }, (_, group) => group);
  const chosen = Array.from({ length: bits(15) }, () => {
    let place = 0;
    while (bits(1)) place++;
    order.unshift(...order.splice(place, 1));
    return order[0] ?? 0;
  });
  const codes = Array.from({ length: groups }, () => codeOf(bits, last + 1));
  const out = new Uint32Array(size);
  let length = 0;
  let run = 0;
  let step = 1;
  for (let symbol = 0, done = 0; ; done++) {
    const code = codes[chosen[Math.floor(done / 50)] ?? -1];
    if (!code || length > size) throw new Error("no bzip2 block");
    symbol = next(bits, code);
    if (symbol < 2) {
      run += step << symbol;
      step <<= 1;
      continue;
    }
    if (run) out.fill(front[0] ?? 0, length, (length += run));
    run = 0;
    step = 1;
    if (symbol === last) break;
    front.unshift(...front.splice(symbol - 1, 1));
    out[length++] = front[0] ?? 0;
  }
  return sorted(out, length, origin);
}

/**
 * A Huffman code, as the symbols in the order of their codes and how many there are of each length.
 * @param {(wanted: number) => number} bits
 * @param {number} symbols
 */
function codeOf(bits, symbols) {
  /** @type {number[][]} */
  const byLength = Array.from({ length: 24 }, () => []);
  let length = bits(5);
  for (let symbol = 0; symbol < symbols; symbol++) {
    while (bits(1)) length += bits(1) ? -1 : 1;
    byLength[length]?.push(symbol);
  }
  return byLength;
}

/**
 * @param {(wanted: number) => number} bits
 * @param {number[][]} code
 */
function next(bits, code) {
  let value = 0;
  let first = 0;
  for (let length = 1; length < code.length; length++) {
    value = (value << 1) | bits(1);
    const of = code[length] ?? [];
    if (value - first < of.length) return of[value - first] ?? 0;
    first = (first + of.length) << 1;
  }
  throw new Error("no bzip2 code");
}

/**
 * The block as it was before it was sorted.
 * @param {Uint32Array} out
 * @param {number} length
 * @param {number} origin
 */
function sorted(out, length, origin) {
  const starts = new Uint32Array(257);
  for (let at = 0; at < length; at++) starts[(out[at] ?? 0) + 1] += 1;
  for (let sign = 0; sign < 256; sign++) starts[sign + 1] += starts[sign] ?? 0;
  for (let at = 0; at < length; at++) {
    const place = starts[(out[at] ?? 0) & 255]++;
    out[place] |= at << 8;
  }
  const block = new Uint8Array(length);
  let place = (out[origin] ?? 0) >>> 8;
  for (let at = 0; at < length; at++) {
    block[at] = (out[place] ?? 0) & 255;
    place = (out[place] ?? 0) >>> 8;
  }
  return block;
}

/**
 * Four alike are followed by how many more there are.
 * @param {Uint8Array[]} blocks
 */
function expanded(blocks) {
  let out = new Uint8Array(2 * blocks.reduce((sum, block) => sum + block.length, 512));
  let length = 0;
  for (const block of blocks) {
    let alike = 0;
    for (let at = 0; at < block.length; at++) {
      if (length + 256 > out.length) {
        const longer = new Uint8Array(2 * out.length);
        longer.set(out);
        out = longer;
      }
      const sign = block[at] ?? 0;
      if (alike === 4) {
        out.fill(block[at - 1] ?? 0, length, (length += sign));
        alike = 0;
        continue;
      }
      alike = alike > 0 && sign === block[at - 1] ? alike + 1 : 1;
      out[length++] = sign;
    }
  }
  return out.slice(0, length);
}

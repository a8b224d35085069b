/** Patches are squares of twice this and one pixels. */
export const patchRadius = 3;
/** Rounds of searching and painting at the coarsest level; each finer one takes fewer. */
const rounds = [8, 4, 2, 2];
/** How much the tone of a patch counts beside its pixels. */
const toneWeight = 0.4;
/** How much more the amount of texture counts than tone. */
const textureWeight = 4;
/** What a patch loses of its say with each pixel that it is farther from what is known. */
const trustLoss = 0.7;
/** Levels by which a patch may be made lighter or darker. */
const offsetLimit = 18;

/** A patch that fits this well needs no better one. */
const perfect = 0.5;

/** Colours of a rectangle, 3 numbers a pixel, and which of them are to be painted. */
export interface Scene {
  readonly width: number;
  readonly height: number;
  readonly rgb: Float32Array;
  /** Not 0 where `rgb` is unknown. */
  readonly unknown: Uint8Array;
  /** About what colour is to be expected where: 3 numbers a pixel. */
  readonly tone: Float32Array;
  /** About how much the colours differ from the tone there, in levels. */
  readonly texture: Float32Array;
}

/** A painted rectangle. */
export interface Painted {
  readonly rgb: Float32Array;
  /** For each unknown pixel, the index of the pixel that it was copied from. */
  readonly from: Int32Array;
}

/**
 * Paints what is unknown with patches of what is known, from coarse to fine (Wexler et al. 2007; patches are found by
 * PatchMatch, Barnes et al. 2009). Patches are shifted towards the expected tone. The same scene gives the same result.
 *
 * @returns `undefined` when too little is known to copy from
 */
export function paintPatches(scene: Scene, progress: (fraction: number) => void): Painted | undefined {
  const scenes = pyramid(scene);
  let matched: Level | undefined;
  for (let index = scenes.length - 1; index >= 0; index -= 1) {
    const level = scenes[index];
    if (!level) continue;
    const next = new Level(level, matched);
    if (!next.usable) continue;
    const count = rounds[scenes.length - 1 - index] ?? 2;
    for (let round = 0; round < count; round += 1) {
      next.search(index === 0 ? 1 : 2);
      next.paint();
    }
    matched = next;
    progress(1 / (1 + 3 * index));
  }
  if (!matched || matched.scene !== scene) return undefined;
  return { rgb: matched.rgb, from: matched.copiedFrom() };
}

function pyramid(scene: Scene): Scene[] {
  const scenes = [scene];
  for (let last = scene; Math.min(last.width, last.height) >= 48; ) {
    last = halved(last);
    scenes.push(last);
  }
  return scenes;
}

function halved({ width, height, rgb, unknown, tone, texture }: Scene): Scene {
  const [halfWidth, halfHeight] = [width >> 1, height >> 1];
  const half = {
    width: halfWidth,
    height: halfHeight,
    rgb: new Float32Array(3 * halfWidth * halfHeight),
    unknown: new Uint8Array(halfWidth * halfHeight),
    tone: new Float32Array(3 * halfWidth * halfHeight),
    texture: new Float32Array(halfWidth * halfHeight),
  };
  for (let y = 0; y < halfHeight; y += 1) {
    for (let x = 0; x < halfWidth; x += 1) {
      const to = y * halfWidth + x;
      const from = 2 * y * width + 2 * x;
      const cells = [from, from + 1, from + width, from + width + 1] as const;
      for (const at of cells) half.texture[to] = (half.texture[to] ?? 0) + (texture[at] ?? 0) / 4;
      half.unknown[to] = cells.some((at) => unknown[at] !== 0) ? 255 : 0;
      for (let channel = 0; channel < 3; channel += 1) {
        let [color, expected] = [0, 0];
        for (const at of cells) {
          color += rgb[3 * at + channel] ?? 0;
          expected += tone[3 * at + channel] ?? 0;
        }
        half.rgb[3 * to + channel] = color / 4;
        half.tone[3 * to + channel] = expected / 4;
      }
    }
  }
  return half;
}

/** One level of the pyramid: its patches, where each is copied from, and what is painted of them. */
class Level {
  readonly scene: Scene;
  readonly rgb: Float32Array;
  /** Whether there is enough to copy from. */
  readonly usable: boolean;
  /** Centres of patches that touch something unknown, row by row. */
  readonly #targets: Int32Array;
  /** Centres of patches that are known as a whole. */
  readonly #sources: Int32Array;
  readonly #isSource: Uint8Array;
  readonly #isTarget: Uint8Array;
  /** For each target by its index in the scene: the centre it is copied from, and how well that fits. */
  readonly #match: Int32Array;
  readonly #cost: Float32Array;
  /** For each target how much it is to be believed: the closer to what is known, the more. */
  readonly #trust: Float32Array;
  readonly #offset = new Float32Array(3);
  #seed = 0x2545f491;
  #pass = 0;

  constructor(scene: Scene, coarser: Level | undefined) {
    this.scene = scene;
    const { width, height, unknown } = scene;
    this.rgb = scene.rgb.slice();
    for (let at = 0; at < unknown.length; at += 1) {
      if (unknown[at] === 0) continue;
      for (let index = 3 * at; index < 3 * at + 3; index += 1) this.rgb[index] = scene.tone[index] ?? 0;
    }
    const touched = touches(unknown, width, height);
    this.#isSource = new Uint8Array(width * height);
    this.#isTarget = new Uint8Array(width * height);
    const [sources, targets]: [number[], number[]] = [[], []];
    for (let y = patchRadius; y < height - patchRadius; y += 1) {
      for (let x = patchRadius; x < width - patchRadius; x += 1) {
        const at = y * width + x;
        (touched[at] === 0 ? sources : targets).push(at);
        (touched[at] === 0 ? this.#isSource : this.#isTarget)[at] = 1;
      }
    }
    this.#sources = Int32Array.from(sources);
    this.#targets = Int32Array.from(targets);
    this.usable = targets.length > 0 && sources.length >= Math.max(64, targets.length / 40);
    this.#match = new Int32Array(width * height).fill(-1);
    this.#cost = new Float32Array(width * height);
    this.#trust = trustOf(unknown, width, height);
    if (!this.usable) return;
    for (const target of this.#targets) this.#match[target] = this.#first(target, coarser);
    if (coarser) this.paint();
  }

  /** Where a patch is looked for first: where the coarser level found it, otherwise anywhere. */
  #first(target: number, coarser: Level | undefined): number {
    const { width, height } = this.scene;
    if (coarser) {
      const [x, y] = [target % width, Math.floor(target / width)];
      const column = Math.min(Math.max(x >> 1, patchRadius), coarser.scene.width - patchRadius - 1);
      const row = Math.min(Math.max(y >> 1, patchRadius), coarser.scene.height - patchRadius - 1);
      const found = coarser.#match[row * coarser.scene.width + column] ?? -1;
      if (found >= 0) {
        const toX = 2 * ((found % coarser.scene.width) - column) + x;
        const toY = 2 * (Math.floor(found / coarser.scene.width) - row) + y;
        if (toX >= 0 && toY >= 0 && toX < width && toY < height) {
          const to = toY * width + toX;
          if (this.#isSource[to] === 1) return to;
        }
      }
    }
    return this.#anySource();
  }

  #anySource(): number {
    return this.#sources[Math.floor(this.#random() * this.#sources.length)] ?? 0;
  }

  /** 0 up to, but without, 1 (xorshift). */
  #random(): number {
    this.#seed ^= this.#seed << 13;
    this.#seed ^= this.#seed >>> 17;
    this.#seed ^= this.#seed << 5;
    return (this.#seed >>> 0) / 0x100000000;
  }

  /** Looks for better patches: at the neighbours' and at random around the best. */
  search(passes: number): void {
    const { width, height } = this.scene;
    const targets = this.#targets;
    for (const target of targets) {
      this.#cost[target] = this.#costOf(target, this.#match[target] ?? 0, Number.POSITIVE_INFINITY);
    }
    for (let pass = 0; pass < passes; pass += 1) {
      this.#pass += 1;
      const step = this.#pass % 2 === 0 ? -1 : 1;
      for (let index = 0; index < targets.length; index += 1) {
        const target = targets[step === 1 ? index : targets.length - 1 - index] ?? 0;
        if ((this.#cost[target] ?? 0) < perfect) continue;
        this.#tryNeighbour(target, target - step, step);
        this.#tryNeighbour(target, target - step * width, step * width);
        for (let reach = Math.max(width, height) >> 1; reach >= 1; reach >>= 1) {
          const best = this.#match[target] ?? 0;
          const x = (best % width) + Math.round((2 * this.#random() - 1) * reach);
          const y = Math.floor(best / width) + Math.round((2 * this.#random() - 1) * reach);
          if (x < 0 || y < 0 || x >= width || y >= height) continue;
          this.#try(target, y * width + x);
        }
      }
    }
  }

  #tryNeighbour(target: number, neighbour: number, shift: number): void {
    if (this.#isTarget[neighbour] !== 1) return;
    const candidate = (this.#match[neighbour] ?? 0) + shift;
    if (candidate !== this.#match[target]) this.#try(target, candidate);
  }

  #try(target: number, candidate: number): void {
    if (this.#isSource[candidate] !== 1) return;
    const best = this.#cost[target] ?? 0;
    const cost = this.#costOf(target, candidate, best);
    if (cost >= best) return;
    this.#cost[target] = cost;
    this.#match[target] = candidate;
  }

  /** Mean squared difference a pixel, and what the tone is off by; more than `limit` is as good as infinite. */
  #costOf(target: number, source: number, limit: number): number {
    const area = (2 * patchRadius + 1) ** 2;
    const offset = this.#offset;
    const expected = this.scene.tone;
    const { texture } = this.scene;
    let tone = textureWeight * ((texture[target] ?? 0) - (texture[source] ?? 0)) ** 2;
    for (let channel = 0; channel < 3; channel += 1) {
      const off = (expected[3 * target + channel] ?? 0) - (expected[3 * source + channel] ?? 0);
      const shift = Math.min(Math.max(off, -offsetLimit), offsetLimit);
      offset[channel] = shift;
      tone += (off - shift) ** 2 + 0.1 * shift * shift;
    }
    const most = (limit - toneWeight * tone) * area;
    if (most <= 0) return Number.POSITIVE_INFINITY;
    const [red, green, blue] = [offset[0] ?? 0, offset[1] ?? 0, offset[2] ?? 0];
    const rgb = this.rgb;
    const stride = 3 * this.scene.width;
    let sum = 0;
    let [to, from] = [3 * target - patchRadius * (stride + 3), 3 * source - patchRadius * (stride + 3)];
    for (let row = 0; row <= 2 * patchRadius; row += 1) {
      for (let at = 0; at < 6 * patchRadius + 3; at += 3) {
        const first = (rgb[to + at] ?? 0) - (rgb[from + at] ?? 0) - red;
        const second = (rgb[to + at + 1] ?? 0) - (rgb[from + at + 1] ?? 0) - green;
        const third = (rgb[to + at + 2] ?? 0) - (rgb[from + at + 2] ?? 0) - blue;
        sum += first * first + second * second + third * third;
      }
      if (sum >= most) return Number.POSITIVE_INFINITY;
      to += stride;
      from += stride;
    }
    return sum / area + toneWeight * tone;
  }

  /** Paints each unknown pixel with what the patches over it say, the better fitting ones more. */
  paint(): void {
    const { width, unknown } = this.scene;
    const sums = new Float32Array(4 * unknown.length);
    const spread = this.#typicalCost();
    for (const target of this.#targets) {
      const source = this.#match[target] ?? 0;
      const cost = this.#costOf(target, source, Number.POSITIVE_INFINITY);
      this.#cost[target] = cost;
      const weight = (Math.exp(-cost / spread) + 1e-6) * (this.#trust[target] ?? 0);
      const [red, green, blue] = [this.#offset[0] ?? 0, this.#offset[1] ?? 0, this.#offset[2] ?? 0];
      for (let row = -patchRadius; row <= patchRadius; row += 1) {
        for (let column = -patchRadius; column <= patchRadius; column += 1) {
          const to = target + row * width + column;
          if (unknown[to] === 0) continue;
          const from = 3 * (source + row * width + column);
          const near =
            weight * (nearness[(row + patchRadius) * (2 * patchRadius + 1) + column + patchRadius] ?? 0);
          sums[4 * to] = (sums[4 * to] ?? 0) + near * ((this.rgb[from] ?? 0) + red);
          sums[4 * to + 1] = (sums[4 * to + 1] ?? 0) + near * ((this.rgb[from + 1] ?? 0) + green);
          sums[4 * to + 2] = (sums[4 * to + 2] ?? 0) + near * ((this.rgb[from + 2] ?? 0) + blue);
          sums[4 * to + 3] = (sums[4 * to + 3] ?? 0) + near;
        }
      }
    }
    for (let at = 0; at < unknown.length; at += 1) {
      const weight = sums[4 * at + 3] ?? 0;
      if (weight === 0) continue;
      for (let channel = 0; channel < 3; channel += 1) {
        this.rgb[3 * at + channel] = (sums[4 * at + channel] ?? 0) / weight;
      }
    }
  }

  /** The cost that three of four patches stay below, as seen on a sample. */
  #typicalCost(): number {
    const costs: number[] = [];
    const step = Math.max(1, Math.floor(this.#targets.length / 500));
    for (let index = 0; index < this.#targets.length; index += step) {
      const target = this.#targets[index] ?? 0;
      costs.push(this.#costOf(target, this.#match[target] ?? 0, Number.POSITIVE_INFINITY));
    }
    costs.sort((one, other) => one - other);
    return 1 + 0.5 * (costs[Math.floor(costs.length / 2)] ?? 0);
  }

  copiedFrom(): Int32Array {
    const { width, height, unknown } = this.scene;
    const from = new Int32Array(unknown.length).fill(-1);
    for (let at = 0; at < unknown.length; at += 1) {
      if (unknown[at] === 0) continue;
      const [x, y] = [at % width, Math.floor(at / width)];
      const column = Math.min(Math.max(x, patchRadius), width - patchRadius - 1);
      const row = Math.min(Math.max(y, patchRadius), height - patchRadius - 1);
      const centre = row * width + column;
      from[at] = (this.#match[centre] ?? 0) + at - centre;
    }
    return from;
  }
}

/** How much a pixel of a patch counts by where in it it is. */
const nearness = Float32Array.from({ length: (2 * patchRadius + 1) ** 2 }, (_, at) => {
  const side = 2 * patchRadius + 1;
  const [x, y] = [(at % side) - patchRadius, Math.floor(at / side) - patchRadius];
  return Math.exp(-(x * x + y * y) / (2 * 1.5 * 1.5));
});

/** For each pixel, whether the patch around it holds anything unknown. */
function touches(unknown: Uint8Array, width: number, height: number): Uint8Array {
  const rows = new Uint8Array(unknown.length);
  const all = new Uint8Array(unknown.length);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      for (let at = Math.max(0, x - patchRadius); at <= Math.min(width - 1, x + patchRadius); at += 1) {
        if (unknown[y * width + at] !== 0) rows[y * width + x] = 1;
      }
    }
  }
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      for (let at = Math.max(0, y - patchRadius); at <= Math.min(height - 1, y + patchRadius); at += 1) {
        if (rows[at * width + x] === 1) all[y * width + x] = 1;
      }
    }
  }
  return all;
}

/** 1 where all is known, and less by a constant factor with each pixel that is farther from it (city blocks). */
function trustOf(unknown: Uint8Array, width: number, height: number): Float32Array {
  const trust = Float32Array.from(unknown, (value) => (value === 0 ? 1 : 0));
  const take = (at: number, from: number) => {
    trust[at] = Math.max(trust[at] ?? 0, (trust[from] ?? 0) * trustLoss);
  };
  for (let at = 0; at < trust.length; at += 1) {
    if (at % width > 0) take(at, at - 1);
    if (at >= width) take(at, at - width);
  }
  for (let at = trust.length - 1; at >= 0; at -= 1) {
    if (at % width < width - 1) take(at, at + 1);
    if (at < width * (height - 1)) take(at, at + width);
  }
  for (let at = 0; at < trust.length; at += 1) trust[at] = Math.max(trust[at] ?? 0, 1e-4);
  return trust;
}

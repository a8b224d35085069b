import type { Mask } from "@stratify/imaging";
import type { LabImage } from "../../pixels/lab.ts";
import { superpixels } from "../../subject/superpixels.ts";

/** A connected part of an object: patches of similar colour, merged. */
export interface Part {
  /** The patches that it is made of. */
  readonly patches: readonly number[];
  /** Pixels. */
  readonly area: number;
}

/** An object in patches, and the parts that they merge into. */
export interface RegionTree {
  /** The patch of each pixel, -1 outside of the object. */
  readonly labels: Int32Array;
  readonly parts: readonly Part[];
}

/** About how many patches an object has. */
const patchesPerObject = 160;

interface Node {
  readonly patches: readonly number[];
  readonly area: number;
  readonly color: readonly [number, number, number];
  readonly neighbours: Set<number>;
}

/**
 * Merges the patches of an object two by two, the most alike neighbours first, so that small details join what is
 * around them before large parts of different colours join (Ward's criterion).
 *
 * @param inside 255 or 0 a pixel
 */
export function regionTree(lab: LabImage, inside: Mask): RegionTree {
  const held = inside.data.reduce((sum, value) => sum + (value > 0 ? 1 : 0), 0);
  const density = (patchesPerObject * inside.data.length) / Math.max(1, held);
  const { labels } = superpixels(lab, Math.min(4 * patchesPerObject, density));
  const within = labels.map((label, at) => ((inside.data[at] ?? 0) > 0 ? label : -1));
  const nodes = nodesOf(lab, within);
  const parts: Part[] = [...nodes.values()].map(({ patches, area }) => ({ patches, area }));
  let fresh = 1 + Math.max(-1, ...nodes.keys());
  while (nodes.size > 2) {
    const pair = mostAlike(nodes);
    if (!pair) break;
    const [one, other] = pair;
    const merged = merge(nodes, one, other);
    nodes.set(fresh, merged);
    for (const neighbour of merged.neighbours) {
      const its = nodes.get(neighbour)?.neighbours;
      its?.delete(one);
      its?.delete(other);
      its?.add(fresh);
    }
    parts.push({ patches: merged.patches, area: merged.area });
    fresh += 1;
  }
  return { labels: within, parts };
}

function nodesOf(lab: LabImage, labels: Int32Array): Map<number, Node> {
  const sums = new Map<number, { area: number; color: [number, number, number]; neighbours: Set<number> }>();
  const of = (label: number) => {
    const known = sums.get(label) ?? { area: 0, color: [0, 0, 0], neighbours: new Set<number>() };
    sums.set(label, known);
    return known;
  };
  labels.forEach((label, at) => {
    if (label < 0) return;
    const sum = of(label);
    sum.area += 1;
    for (let axis = 0; axis < 3; axis += 1)
      sum.color[axis] = (sum.color[axis] ?? 0) + (lab.data[3 * at + axis] ?? 0);
    const right = (at + 1) % lab.width === 0 ? -1 : (labels[at + 1] ?? -1);
    for (const other of [right, labels[at + lab.width] ?? -1]) {
      if (other < 0 || other === label) continue;
      sum.neighbours.add(other);
      of(other).neighbours.add(label);
    }
  });
  return new Map(
    [...sums].map(([label, { area, color, neighbours }]) => [
      label,
      { patches: [label], area, color: [color[0] / area, color[1] / area, color[2] / area], neighbours },
    ]),
  );
}

function mostAlike(nodes: ReadonlyMap<number, Node>): [number, number] | undefined {
  let least = Number.POSITIVE_INFINITY;
  let best: [number, number] | undefined;
  for (const [key, node] of nodes) {
    for (const neighbour of node.neighbours) {
      if (neighbour <= key) continue;
      const other = nodes.get(neighbour);
      if (!other) continue;
      const [l, a, b] = [0, 1, 2].map((axis) => (node.color[axis] ?? 0) - (other.color[axis] ?? 0));
      const distance = (l ?? 0) ** 2 + (a ?? 0) ** 2 + (b ?? 0) ** 2;
      const cost = ((node.area * other.area) / (node.area + other.area)) * (distance + 4);
      if (cost < least) [least, best] = [cost, [key, neighbour]];
    }
  }
  return best;
}

function merge(nodes: Map<number, Node>, one: number, other: number): Node {
  const [a, b] = [nodes.get(one), nodes.get(other)];
  nodes.delete(one);
  nodes.delete(other);
  const empty: Node = { patches: [], area: 0, color: [0, 0, 0], neighbours: new Set() };
  const [first, second] = [a ?? empty, b ?? empty];
  const area = first.area + second.area;
  const mean = (axis: 0 | 1 | 2) =>
    (first.color[axis] * first.area + second.color[axis] * second.area) / Math.max(1, area);
  const neighbours = new Set([...first.neighbours, ...second.neighbours]);
  neighbours.delete(one);
  neighbours.delete(other);
  return {
    patches: [...first.patches, ...second.patches],
    area,
    color: [mean(0), mean(1), mean(2)],
    neighbours,
  };
}

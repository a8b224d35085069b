import { createClient, imageFromBytes } from "@stratify/core";
import { buildLayerSet, encodePng } from "@stratify/imaging";
import { useNodeCodecs } from "@stratify/imaging/node";
import { createEngine, localProvider } from "@stratify/local-engine";
import { composeLayers } from "./compose-layers.ts";
import { type Kind, type LayerScene, layerScenes } from "./scenes.ts";
import { type LayersScore, scoreLayers } from "./score-layers.ts";

/** What is promised of each kind of image: least mean overlap, least share found, most surplus layers an image. */
const limits: Readonly<Record<Kind, { overlap: number; recall: number; surplus: number }>> = {
  apart: { overlap: 0.82, recall: 0.7, surplus: 1.3 },
  overlapping: { overlap: 0.6, recall: 0.5, surplus: 0.5 },
  single: { overlap: 0.9, recall: 0.8, surplus: 0.9 },
  flat: { overlap: 0.8, recall: 0.7, surplus: 0.8 },
};
/** What is promised of all images together. */
const [leastOrder, mostLeft, mostRecomposition] = [0.8, 0.015, 0.3];
const fillLimits = { tone: 20, texture: 0.6, rim: 15 };
/** From this overlap an object counts as found. */
const recalled = 0.75;

interface Measured {
  readonly scene: LayerScene;
  readonly score: LayersScore;
  /** Milliseconds of the processor, in all threads. */
  readonly cpu: number;
}

/**
 * Takes images of known objects apart by the local engine, as hosts do: one job without a keyword, and the layer set
 * of its results. Overlap is that of what can be seen of an object with the layer that is most like it.
 *
 * @returns what went past its limit, in words
 */
export async function benchLayers(print: (line: string) => void): Promise<readonly string[]> {
  useNodeCodecs();
  const engine = createEngine();
  const client = createClient({ providers: [localProvider(engine)] });
  const measured: Measured[] = [];
  try {
    for (const scene of layerScenes) {
      const known = await composeLayers(scene);
      const file = imageFromBytes(await encodePng(known.image), scene.name);
      const before = process.cpuUsage();
      const result = await client.run({ task: "split", keywords: [] }, file, { provider: "local" });
      const { user, system } = process.cpuUsage(before);
      const set = await buildLayerSet(known.image, result.layers);
      measured.push({ scene, score: scoreLayers(known, set), cpu: (user + system) / 1000 });
      print(rowOf(measured.slice(-1), scene.name));
    }
  } finally {
    await engine.close();
  }
  print("");
  for (const kind of kinds) print(rowOf(of(measured, kind), `${kind}, all`));
  print(rowOf(measured, "all"));
  return [...kinds.flatMap((kind) => kindFaults(kind, of(measured, kind))), ...faults(measured)];
}

const kinds = ["apart", "overlapping", "single", "flat"] as const satisfies readonly Kind[];

function of(measured: readonly Measured[], kind: Kind): Measured[] {
  return measured.filter(({ scene }) => scene.kind === kind);
}

function summary(measured: readonly Measured[]) {
  const overlaps = measured.flatMap(({ score }) => score.overlaps);
  const scores = measured.map(({ score }) => score);
  return {
    overlap: mean(overlaps),
    recall: mean(overlaps.map((overlap) => (overlap >= recalled ? 1 : 0))),
    surplus: mean(scores.map(({ surplus }) => surplus)),
    order: mean(scores.flatMap(({ order }) => order.map((right) => (right ? 1 : 0)))),
    pairs: scores.flatMap(({ order }) => order).length,
    tone: mean(scores.map(({ fill }) => fill.tone)),
    texture: mean(scores.map(({ fill }) => fill.texture)),
    rim: mean(scores.map(({ fill }) => fill.rim)),
    left: mean(scores.map(({ left }) => left)),
    recomposition: mean(scores.map(({ recomposition }) => recomposition)),
    cpu: mean(measured.map(({ cpu }) => cpu)),
  };
}

function rowOf(measured: readonly Measured[], name: string): string {
  const all = summary(measured);
  const order = all.pairs === 0 ? "-" : `${all.order.toFixed(2)} of ${all.pairs}`;
  return [
    `${name}: overlap ${all.overlap.toFixed(3)}, found ${all.recall.toFixed(2)}, surplus ${all.surplus.toFixed(2)}`,
    `order ${order}`,
    `fill ${all.tone.toFixed(1)} / ${all.texture.toFixed(2)} / ${all.rim.toFixed(1)}`,
    `left ${all.left.toFixed(3)}, recomposition ${all.recomposition.toFixed(2)}, ${(all.cpu / 1000).toFixed(1)} s`,
  ].join("; ");
}

function kindFaults(kind: Kind, measured: readonly Measured[]): string[] {
  const { overlap, recall, surplus } = summary(measured);
  const limit = limits[kind];
  return [
    ...(overlap < limit.overlap ? [`${kind}: overlap ${overlap.toFixed(3)} is below ${limit.overlap}`] : []),
    ...(recall < limit.recall ? [`${kind}: ${recall.toFixed(2)} found, fewer than ${limit.recall}`] : []),
    ...(surplus > limit.surplus
      ? [`${kind}: ${surplus.toFixed(2)} surplus layers, more than ${limit.surplus}`]
      : []),
  ];
}

function faults(measured: readonly Measured[]): string[] {
  const all = summary(measured);
  const above = (["tone", "texture", "rim"] as const).filter((name) => all[name] > fillLimits[name]);
  return [
    ...(all.order < leastOrder ? [`order ${all.order.toFixed(2)} is below ${leastOrder}`] : []),
    ...(all.left > mostLeft ? [`${all.left.toFixed(3)} of the objects is left, more than ${mostLeft}`] : []),
    ...(all.recomposition > mostRecomposition
      ? [`recomposition is off by ${all.recomposition.toFixed(2)}, more than ${mostRecomposition}`]
      : []),
    ...above.map(
      (name) => `the fill's ${name} is off by ${all[name].toFixed(2)}, more than ${fillLimits[name]}`,
    ),
  ];
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

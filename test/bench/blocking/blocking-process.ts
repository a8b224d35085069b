import { readFile } from "node:fs/promises";
import { createClient, imageFromBytes } from "@stratify/core";
import { createLayerMaker, decodeImage, encodePng, resamplePixels } from "@stratify/imaging";
import { useNodeCodecs } from "@stratify/imaging/node";
import { createEngine, localProvider, nodeWorker } from "@stratify/local-engine";
import { fromDataUri, toDataUri } from "../../../packages/core/src/http/data-uri.ts";
import { sixResults } from "../imaging/scene.ts";

/** The longest stretches in which a thread did nothing else, in milliseconds. */
export interface Blocked {
  /** While the local provider cut a subject out, from file to files. */
  readonly cutout: number;
  /** While the engine found the subject of raw pixels. */
  readonly pixels: number;
  /** While six results became layers, with what is behind them filled. */
  readonly layers: number;
  /** While core wrote an image of 20 MB as a data URI and read it back. */
  readonly dataUri: number;
}

// Run by blocking.ts, on its own so that nothing else is in the way; prints a `Blocked`.
useNodeCodecs();
const coffee = await readFile(new URL("../../fixtures/photos/coffee.png", import.meta.url));
const photo = await resamplePixels(await decodeImage(coffee), 4000, 3000);
const source = await encodePng(photo);
const results = await sixResults(photo);
const engine = createEngine();
const maker = createLayerMaker({ createWorker: nodeWorker });
const client = createClient({ providers: [localProvider(engine)] });
const largeImage = { bytes: new Uint8Array(20 * 2 ** 20).fill(0xa5), format: "png" } as const;
const about = {
  source: { name: "bench.png" },
  provider: { id: "bench", name: "Bench" },
  task: { kind: "split" as const },
  jobs: [],
};

const blocked: Blocked = {
  cutout: await longest(() =>
    client.run({ task: "cutout" }, imageFromBytes(source, "photo.png"), { provider: "local" }),
  ),
  pixels: await longest(() => engine.subject(photo)),
  layers: await longest(() => maker.make({ source, results, about, fillRemainder: true }, { onFile() {} })),
  dataUri: await longest(async () => fromDataUri(await toDataUri(largeImage), largeImage.bytes.length)),
};
await Promise.all([engine.close(), maker.close()]);
console.log(JSON.stringify(blocked));

/**
 * The most that the thread did between two turns of a timer of one millisecond, in time of its own on a processor, so
 * that other programs on the machine change nothing.
 */
async function longest(work: () => Promise<unknown>): Promise<number> {
  const spent = () => {
    const { user, system } = process.threadCpuUsage();
    return (user + system) / 1000;
  };
  // What was made before is cleared away now, not in between.
  globalThis.gc?.();
  let [most, before] = [0, spent()];
  const timer = setInterval(() => {
    const now = spent();
    most = Math.max(most, now - before);
    before = now;
  }, 1);
  await work();
  clearInterval(timer);
  return Math.max(most, spent() - before);
}

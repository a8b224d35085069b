import { browserWorker, createLayerMaker, type Manifest, type WorkerParts } from "@stratify/imaging";
import { createEngine } from "../../packages/local-engine/src/browser.ts";

/** What a page that may load nothing is handed. */
export interface PageInput {
  readonly script: string;
  /** As base64, by name. */
  readonly assets: Readonly<Record<string, string>>;
  /** The picture's file as base64. */
  readonly picture: string;
}

/** What the engine and the layer maker came to in a page. */
export interface PageReport {
  /** The files of the subject's layer set, in their order, as base64. */
  readonly files: readonly (readonly [path: string, bytes: string])[];
  readonly manifest: Manifest;
  /** Masks of the layers that the image was split into, as base64. */
  readonly masks: readonly string[];
  /** Which files were asked for, and by whom. */
  readonly loaded: readonly string[];
  readonly origin: string;
  readonly evalIsStopped: boolean;
}

declare global {
  /** Where the test finds what the page can do. */
  var makeLayers: (input: PageInput) => Promise<PageReport>;
  var splitImage: (input: PageInput) => Promise<SplitReport>;
}

/** What the engine split an image into in a page. */
export interface SplitReport {
  /** Masks of the layers, as base64. */
  readonly masks: readonly string[];
  /** How often the worker's script started itself again. */
  readonly threads: number;
  readonly isolated: boolean;
  readonly evalIsStopped: boolean;
}

/** Tells how often a worker's script starts workers, itself. */
const counting = `
const Started = globalThis.Worker;
if (Started) globalThis.Worker = class extends Started {
  constructor(...parts) {
    super(...parts);
    new BroadcastChannel("threads").postMessage(1);
  }
};
`;

/** Splits an image, which the net looks at. */
globalThis.splitImage = async ({ script, assets, picture }) => {
  let threads = 0;
  const channel = new BroadcastChannel("threads");
  channel.onmessage = () => {
    threads += 1;
  };
  const address = URL.createObjectURL(new Blob([counting, script], { type: "text/javascript" }));
  const engine = createEngine({
    createWorker: () => browserWorker(new Worker(address)),
    loadAsset: async (file) => bytesOf(assets[file] ?? ""),
  });
  const { layers } = await engine.split(bytesOf(picture), 2);
  await engine.close();
  channel.close();
  const masks = layers.map(({ mask }) => base64Of(mask));
  return { masks, threads, isolated: crossOriginIsolated, evalIsStopped: evalIsStopped() };
};

/** Finds an image's subject, makes layers of it and splits it, in workers that start from a Blob's address. */
globalThis.makeLayers = async ({ script, assets, picture }) => {
  const address = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  const loaded: string[] = [];
  const partsOf = (who: string): WorkerParts => ({
    createWorker: () => browserWorker(new Worker(address)),
    loadAsset: async (file) => {
      loaded.push(`${who}: ${file}`);
      return bytesOf(assets[file] ?? "");
    },
  });
  const engine = createEngine(partsOf("engine"));
  const maker = createLayerMaker(partsOf("maker"));
  const source = bytesOf(picture);
  const found = await engine.segment(source, "subject");
  if (!found?.mask) throw new Error("the engine found no subject");
  const files: (readonly [string, string])[] = [];
  const manifest = await maker.make(
    {
      source,
      results: [
        { name: "subject", role: "cutout", bytes: found.layer, job: "1" },
        { name: "subject mask", role: "mask", bytes: found.mask, job: "1" },
      ],
      about: {
        source: { name: "coffee.png" },
        provider: { id: "local", name: "Local engine" },
        task: { kind: "cutout" },
        jobs: [{ id: "1" }],
      },
    },
    { onFile: ({ path, bytes }) => void files.push([path, base64Of(bytes)]) },
  );
  const split = await engine.split(source, 2);
  await Promise.all([engine.close(), maker.close()]);
  const masks = split.layers.map(({ mask }) => base64Of(mask));
  return { files, manifest, masks, loaded, origin: globalThis.origin, evalIsStopped: evalIsStopped() };
};

function evalIsStopped(): boolean {
  try {
    return new Function("return false")() === true;
  } catch {
    return true;
  }
}

function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

function base64Of(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}

import { browserWorker, createLayerMaker, type LayerMaker, type WorkerParts } from "@stratify/imaging";
import { createEngine, type Engine } from "@stratify/local-engine";
import type { AskMain } from "../../shared/ask-main.ts";
import { unpacked } from "./from-base64.ts";

/** All that works on pixels, each in a worker of its own; nothing is loaded before it is needed. */
export interface PixelWork {
  readonly engine: Engine;
  readonly maker: LayerMaker;
  /** Fetches the workers' script, which has to be there before either of the two is used. */
  ready(): Promise<void>;
  /**
   * Has the maker practise once, while a service works: code is compiled as it first runs, which takes as long as the
   * work on a large picture itself.
   */
  warm(): Promise<void>;
}

/** @param ask the main code hands out the script and the WebAssembly: this page may not load anything by itself */
export function openPixels(ask: AskMain): PixelWork {
  let script: Promise<string> | undefined;
  let address = "";
  const fetched = async () => {
    const { data } = await ask("asset", { name: "pixel-worker.js" });
    address = URL.createObjectURL(new Blob([data], { type: "text/javascript" }));
    return address;
  };
  const parts: WorkerParts = {
    createWorker: () => browserWorker(new Worker(address)),
    loadAsset: async (name) => unpacked((await ask("asset", { name })).data),
  };
  const maker = createLayerMaker(parts);
  let practised = false;
  return {
    engine: createEngine(parts),
    maker,
    async ready() {
      script ??= fetched();
      try {
        await script;
      } catch (error) {
        // The next try asks again.
        script = undefined;
        throw error;
      }
    },
    async warm() {
      if (practised) return;
      practised = true;
      const { source, part } = await practiceImages();
      await maker.make(
        {
          source,
          results: [{ name: "part", role: "layer", job: "1", bytes: part }],
          about: {
            source: { name: "practice" },
            provider: { id: "", name: "" },
            task: { kind: "cutout" },
            jobs: [],
          },
          export: { psd: "none", trim: true },
        },
        { onFile: () => {} },
      );
    },
  };
}

/** Pixels a side: as few as get the browser to compile what works on them. */
const side = 384;

/** An image and a part of it with soft edges, as PNG files: the worker practises on them. */
async function practiceImages(): Promise<{
  readonly source: Uint8Array;
  readonly part: Uint8Array;
}> {
  const canvas = new OffscreenCanvas(side, side);
  const context = canvas.getContext("2d");
  if (!context) throw new Error("this browser does not draw");
  const ground = context.createLinearGradient(0, 0, side, side);
  ground.addColorStop(0, "#246");
  ground.addColorStop(1, "#fc8");
  context.fillStyle = ground;
  context.fillRect(0, 0, side, side);
  const source = await fileOf(canvas);
  context.globalCompositeOperation = "destination-in";
  context.filter = "blur(4px)";
  context.arc(side / 2, side / 2, side / 4, 0, 2 * Math.PI);
  context.fill();
  return { source, part: await fileOf(canvas) };
}

async function fileOf(canvas: OffscreenCanvas): Promise<Uint8Array> {
  return new Uint8Array(await (await canvas.convertToBlob({ type: "image/png" })).arrayBuffer());
}

import { browserWorker, createLayerMaker, type LayerMaker, type WorkerParts } from "@stratify/imaging";
import { createEngine, type Engine } from "@stratify/local-engine";
import type { AskMain } from "../../shared/ask-main.ts";
import { fromBase64 } from "./from-base64.ts";

/** All that works on pixels, each in a worker of its own; nothing is loaded before it is needed. */
export interface PixelWork {
  readonly engine: Engine;
  readonly maker: LayerMaker;
  /** Fetches the workers' script, which has to be there before either of the two is used. */
  ready(): Promise<void>;
  /** Starts the maker ahead of its first work: for while a service works. */
  warm(): Promise<void>;
}

/** One black pixel. */
const smallest =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAAEElEQVR4AQEFAPr/AAAAAP8BBAEAeX5eMQAAAABJRU5ErkJggg==";

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
    loadWasm: async (file) => fromBase64((await ask("asset", { name: `${file}.wasm` })).data),
  };
  const maker = createLayerMaker(parts);
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
      const about = {
        source: { name: "" },
        provider: { id: "", name: "" },
        task: { kind: "cutout" },
        jobs: [],
      } as const;
      await maker.make({ source: await fromBase64(smallest), results: [], about }, { onFile: () => {} });
    },
  };
}

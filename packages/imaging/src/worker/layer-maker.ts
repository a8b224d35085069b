import { isUpright } from "../codec/upright-image.ts";
import type { ExportedFile } from "../export/export-layer-set.ts";
import type { Manifest } from "../export/manifest.ts";
import { ImagingError } from "../imaging-error.ts";
import type { LayerSetProgress } from "../layer-set.ts";
import type { CheckedSource, LayerOperations, LayerWork } from "./layer-work.ts";
import type { WorkerParts } from "./pixel-worker.ts";
import { WorkerCalls } from "./worker-calls.ts";

/** How layers are delivered. */
export interface MakeOptions {
  /** Stops at once, in every step; the call rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: LayerSetProgress) => void) | undefined;
  /** Takes a file. The next one is made when what it returns has settled; what it throws ends the call. */
  readonly onFile: (file: ExportedFile) => void | Promise<void>;
}

/** Makes layer sets beside the caller's thread, one after the other. */
export interface LayerMaker {
  /**
   * Decodes a source, makes layers of it and gives their files one by one, `manifest.json` last: where that is,
   * everything else is.
   *
   * @returns the manifest, when all files were taken
   * @throws {ImagingError} when the source can't be used, with the code of what is wrong with it; `worker-failed` when
   * the worker ended, ran out of memory or was closed. The signal's reason. What `onFile` or `onProgress` throws.
   */
  make(work: LayerWork, options: MakeOptions): Promise<Manifest>;
  /**
   * Does what {@link uprightImage} does. Without a turn to make no worker is started.
   *
   * @throws as `make` does
   */
  upright(image: Uint8Array, options?: Pick<MakeOptions, "signal">): Promise<Uint8Array>;
  /**
   * Decodes a source completely, as `make` will: for hosts that pay only for what can become layers.
   *
   * @throws as `make` does
   */
  check(source: Uint8Array, options?: Pick<MakeOptions, "signal">): Promise<CheckedSource>;
  /** Ends the worker; calls under way reject. A later call starts a fresh one. */
  close(): Promise<void>;
}

/** Makes a maker of layers over any platform's workers. Nothing is started before the first call. */
export function createLayerMaker(parts: WorkerParts): LayerMaker {
  const failure = (reason: string) => new ImagingError("worker-failed", reason);
  const calls = new WorkerCalls<LayerOperations>(parts, "the layer maker", failure);
  return {
    make({ source, results, ...work }, { signal, onProgress, onFile }) {
      const told = results.map(({ name, role, keyword, label, depth, job }) => ({
        name,
        role,
        keyword,
        label,
        depth,
        job,
      }));
      return calls.run(
        "layers",
        { ...work, results: told },
        {
          signal,
          files: [source, ...results.map(({ bytes }) => bytes)],
          onEvent: (event) => ("file" in event ? onFile(event.file) : onProgress?.(event.progress)),
        },
      );
    },
    async upright(image, { signal } = {}) {
      return isUpright(image) ? image : calls.run("upright", undefined, { signal, files: [image] });
    },
    check: (source, { signal } = {}) => calls.run("check", undefined, { signal, files: [source] }),
    async close() {
      calls.end("the layer maker was closed");
    },
  };
}

import { type Capabilities, newHandle, type Provider, type SourceImage, StratifyError } from "@stratify/core";
import { ImagingError, readImageSize } from "@stratify/imaging";
import type { Engine } from "./engine/engine.ts";
import { maxObjects } from "./engine/operations.ts";
import { LocalJobs } from "./local-jobs.ts";
import { segment } from "./segment.ts";
import { vocabulary } from "./words/vocabulary.ts";

const id = "local";
const name = "Local engine";

const capabilities: Capabilities = {
  tasks: ["split", "cutout"],
  inputs: ["bytes"],
  formats: ["png", "jpeg", "webp"],
  keywords: { min: 3, max: 16, vocabulary },
  automatic: { maxLayers: maxObjects + 1, ordered: true },
  prompts: ["points", "box", "mask"],
  mask: "provider",
  cost: { unit: "free", perJob: 0 },
  cancel: true,
  cadence: { first: 20, every: 50, min: 20 },
  deadline: 300_000,
  rateWindows: [],
  host: undefined,
  keyInBrowser: "allowed",
  crossOrigin: "yes",
};

/** What is known of the engine before it is started: for menus and documents. */
export const localFacts = { id, name, capabilities } as const;

/**
 * The engine as a provider: offline, free, without a key. Its jobs live in this process: they end with it, and with
 * the signal of the call that submitted them. The codecs of `@stratify/imaging` must be set.
 *
 * @param engine stays the caller's, who closes it
 */
export function localProvider(engine: Engine): Provider<typeof id> {
  const jobs = new LocalJobs();
  return {
    ...localFacts,
    checkImage,
    async submit(request, { signal, clock }) {
      const job = jobs.start((own) => segment(engine, request, own), signal);
      return { handle: newHandle({ id, name }, request, { job, submittedAt: clock.now() }) };
    },
    async status({ job, image, keyword }) {
      const status = jobs.take(job);
      if (status) return status;
      const detail = "jobs of the local engine end with the program that started them";
      throw new StratifyError({
        code: "not-found",
        provider: id,
        providerName: name,
        image,
        keyword,
        detail,
      });
    },
    async cancel({ job }) {
      jobs.cancel(job);
    },
  };
}

/** Refuses what its header already tells can't be decoded. */
function checkImage(image: SourceImage): void {
  if (image.kind !== "bytes") return;
  try {
    readImageSize(image.bytes);
  } catch (error) {
    if (!(error instanceof ImagingError)) throw error;
    const about = { provider: id, providerName: name, image: image.name };
    throw new StratifyError({ ...about, code: "invalid-request", detail: error.message });
  }
}

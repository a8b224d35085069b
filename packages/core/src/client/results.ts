import type { CallContext } from "../contract/call-context.ts";
import type { Clock } from "../contract/clock.ts";
import type { JobOutput, KeptOutput } from "../contract/job.ts";
import { fromDataUri, isDataUri } from "../http/data-uri.ts";
import { settled } from "./settled.ts";

/**
 * Where a host keeps results that come inside the response to a submit, so that a job can be resumed after a crash: a
 * folder, a key-value store, a relay's memory. A result may be read more than once. The host deletes it when the layers
 * are safe, or when it is older than the host likes.
 */
export interface ResultStore {
  /** @param key a file name: letters, digits and hyphens */
  put(key: string, bytes: Uint8Array): void | Promise<void>;
  get(key: string): Uint8Array | undefined | Promise<Uint8Array | undefined>;
}

/**
 * A result store in memory. The oldest results make room for new ones.
 *
 * @param maxBytes most bytes to hold; the latest result is held in any case. @default 256 MB
 */
export function memoryResults({ maxBytes = 256 * 2 ** 20 } = {}): ResultStore {
  const kept = new Map<string, Uint8Array>();
  let size = 0;
  const drop = (key: string) => {
    size -= kept.get(key)?.length ?? 0;
    kept.delete(key);
  };
  return {
    put(key, bytes) {
      drop(key);
      kept.set(key, bytes);
      size += bytes.length;
      for (const oldest of kept.keys()) {
        if (size <= maxBytes || oldest === key) break;
        drop(oldest);
      }
    },
    get: (key) => kept.get(key),
  };
}

/** A host's store, backed by memory: a store that fails or hangs must not lose what was paid for in this process. */
export function backedResults(host: ResultStore | undefined, clock: Clock): ResultStore {
  const memory = memoryResults();
  if (!host) return memory;
  return {
    put: (key, bytes) => settled(clock, () => host.put(key, bytes)).catch(() => memory.put(key, bytes)),
    get: async (key) => memory.get(key) ?? host.get(key),
  };
}

/**
 * Keeps the outputs that came with a submit: bytes go into the store, URLs into the handle.
 *
 * @param id unique to the submit
 */
export async function keepOutputs(
  outputs: readonly JobOutput[],
  id: string,
  store: ResultStore,
  { maxResultBytes }: Pick<CallContext, "maxResultBytes">,
): Promise<readonly KeptOutput[]> {
  const keep = async ({ role, label, content }: JobOutput, index: number): Promise<KeptOutput> => {
    const common = { role, ...(label && { label }) };
    if (typeof content === "string" && !isDataUri(content)) return { ...common, url: content };
    const bytes = typeof content === "string" ? await fromDataUri(content, maxResultBytes) : content;
    const key = `${id}-${index}`;
    await store.put(key, bytes);
    return { ...common, key };
  };
  return Promise.all(outputs.map(keep));
}

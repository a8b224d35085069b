import { createHmac } from "node:crypto";
import type { Fault, FileFault } from "./faults.ts";
import { bytes, html, type Reply, storageError } from "./reply.ts";

/** A result or a hosted picture. */
export interface StoredFile {
  /** The service that made it, or `source` for a hosted image. */
  readonly service: string;
  /** Last part of its address. */
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly contentType: string;
  /** Goes wrong at every download. */
  fault?: FileFault;
  /** Called when it has been sent whole for the first time. */
  onServed?: () => void;
}

/** Holds files and hands out signed addresses that expire. */
export class FileStore {
  readonly #files = new Map<string, StoredFile>();
  readonly #secret: string;
  #origin = "";

  constructor(secret: string) {
    this.#secret = secret;
  }

  /** Where the store is served; known only once its server listens. */
  serveFrom(origin: string): void {
    this.#origin = origin;
  }

  get origin(): string {
    return this.#origin;
  }

  get size(): number {
    return this.#files.size;
  }

  /** Stores a file under `id` and gives its path. */
  add(id: string, file: StoredFile): string {
    const path = `/${file.service}/${id}/${encodeURIComponent(file.name)}`;
    this.#files.set(path, file);
    return path;
  }

  /** Makes every download of a file go wrong. */
  spoil(path: string, fault: FileFault): void {
    const file = this.#files.get(path);
    if (file) file.fault = fault;
  }

  /** A file's bytes, without the way over the wire. */
  bytes(path: string): Uint8Array | undefined {
    return this.#files.get(path)?.bytes;
  }

  remove(path: string): void {
    this.#files.delete(path);
  }

  /** A file's address, good for `lifetime` milliseconds from now; forever when that is undefined. */
  url(path: string, lifetime: number | undefined): string {
    if (lifetime === undefined) return `${this.#origin}${path}`;
    const expires = ((Date.now() + lifetime) / 1000).toFixed(3);
    return `${this.#origin}${path}?Expires=${expires}&Signature=${this.#sign(path, expires)}`;
  }

  /** What a service sees when it fetches an address of this store: the file, or nothing. */
  fetch(url: URL): StoredFile | undefined {
    return url.origin === this.#origin && !this.#refusal(url) ? this.#files.get(url.pathname) : undefined;
  }

  /** Answers a download. */
  serve(url: URL, fault: Fault | undefined): Reply {
    const file = this.#files.get(url.pathname);
    const refusal = this.#refusal(url);
    if (refusal) return refusal;
    if (!file) return storageError(404, "NoSuchKey", "The specified key does not exist.");
    const spoilt = spoil(file, fault) ?? spoil(file, file.fault);
    if (!fault) {
      file.onServed?.();
      delete file.onServed;
    }
    return spoilt ?? bytes(200, file.contentType, file.bytes);
  }

  #refusal(url: URL): Reply | undefined {
    const file = this.#files.get(url.pathname);
    const signature = url.searchParams.get("Signature");
    if (file?.service === "source" && signature === null) return undefined;
    const expires = url.searchParams.get("Expires") ?? "";
    if (signature !== this.#sign(url.pathname, expires)) {
      return storageError(403, "SignatureDoesNotMatch", "The signature does not match the request.");
    }
    return Number(expires) * 1000 > Date.now()
      ? undefined
      : storageError(403, "AccessDenied", "Request has expired.");
  }

  #sign(path: string, expires: string): string {
    return createHmac("sha256", this.#secret).update(`${path}\n${expires}`).digest("hex");
  }
}

/**
 * What a fault makes of a response that is a file, be it a download or a result itself; `undefined` when the fault is
 * none of a file's.
 */
export function spoil(
  file: Pick<StoredFile, "bytes" | "contentType">,
  fault: Fault | undefined,
): Reply | undefined {
  switch (fault?.kind) {
    case "expired-url":
      return storageError(403, "AccessDenied", "Request has expired.");
    case "oversized": {
      const length: Record<string, string> = fault.declared ? { "content-length": String(fault.bytes) } : {};
      return {
        status: 200,
        headers: { "content-type": file.contentType, ...length },
        body: stretch(file.bytes, fault.bytes),
      };
    }
    case "wrong-content-type":
      return fault.as === "text"
        ? bytes(200, "text/plain", file.bytes)
        : { ...html(200, "Sign in"), headers: { "content-type": "image/png" } };
    default:
      return undefined;
  }
}

/** A file followed by zeros up to `length` bytes, never held in memory whole. */
async function* stretch(start: Uint8Array, length: number): AsyncGenerator<Uint8Array> {
  yield start.subarray(0, length);
  const zeros = new Uint8Array(65_536);
  for (let left = length - start.length; left > 0; left -= zeros.length) yield zeros.subarray(0, left);
}

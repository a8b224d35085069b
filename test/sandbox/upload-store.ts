import { createHmac } from "node:crypto";
import type { Call } from "./call.ts";
import { bytes, type Reply, storageError } from "./reply.ts";
import { trim } from "./trim.ts";

/** One uploaded object. */
export interface StoredUpload {
  readonly bytes: Uint8Array;
  readonly contentType: string;
}

/** Where a client puts its bytes, and where they can be read afterwards. */
export interface PresignedPut {
  readonly uploadUrl: string;
  readonly accessUrl: string;
  /** Unix seconds. */
  readonly expireAt: number;
}

/**
 * Object storage with presigned uploads: the signature covers the method, the content type, the expiry and the
 * key, so that a request which differs in any of them is refused.
 */
export class UploadStore {
  readonly #uploads = new Map<string, StoredUpload>();
  /** The service that signed an upload, by its key. */
  readonly #owners = new Map<string, string>();
  readonly #secret: string;
  readonly #limit: number;
  readonly #intern: (picture: Uint8Array) => Uint8Array;
  #origin = "";

  /** @param limit how many uploads are kept; the oldest make room */
  constructor(secret: string, limit: number, intern: (picture: Uint8Array) => Uint8Array) {
    this.#secret = secret;
    this.#intern = intern;
    this.#limit = limit;
  }

  /** Where the store is served; known only once its server listens. */
  serveFrom(origin: string): void {
    this.#origin = origin;
  }

  /** Signs an upload of `contentType` to `key` for a service, valid for `lifetime` milliseconds. */
  presign(service: string, key: string, contentType: string, lifetime: number): PresignedPut {
    this.#owners.set(key, service);
    trim(this.#owners, this.#limit);
    const accessUrl = `${this.#origin}/${key}`;
    const expires = ((Date.now() + lifetime) / 1000).toFixed(3);
    const signature = this.#sign("PUT", contentType, expires, key);
    const query = new URLSearchParams({ Expires: expires, OSSAccessKeyId: "sandbox", Signature: signature });
    return { uploadUrl: `${accessUrl}?${query}`, accessUrl, expireAt: Math.floor(Number(expires)) };
  }

  /** Answers the presigned PUT. */
  put(call: Call): Reply {
    const key = call.url.pathname.slice(1);
    const expires = call.url.searchParams.get("Expires") ?? "";
    const signature = this.#sign("PUT", call.headers.get("content-type") ?? "", expires, key);
    if (call.url.searchParams.get("Signature") !== signature) {
      return storageError(
        403,
        "SignatureDoesNotMatch",
        "The request signature we calculated does not match the signature you provided. Check your key and signing method.",
      );
    }
    if (Number(expires) * 1000 <= Date.now())
      return storageError(403, "AccessDenied", "Request has expired.");
    this.#uploads.set(key, {
      bytes: this.#intern(call.body),
      contentType: call.headers.get("content-type") ?? "",
    });
    trim(this.#uploads, this.#limit);
    return { status: 200, headers: {}, body: new Uint8Array() };
  }

  /** Answers a read of an upload. */
  get(call: Call): Reply {
    const upload = this.find(call.url.pathname.slice(1));
    if (!upload) return storageError(404, "NoSuchKey", "The specified key does not exist.");
    return bytes(200, upload.contentType, upload.bytes);
  }

  /** The service that signed an upload to this key. */
  ownerOf(key: string): string | undefined {
    return this.#owners.get(key);
  }

  find(key: string): StoredUpload | undefined {
    return this.#uploads.get(key);
  }

  /** What a service sees when it fetches an address of this store. */
  fetch(url: URL): StoredUpload | undefined {
    return url.origin === this.#origin ? this.find(url.pathname.slice(1)) : undefined;
  }

  #sign(method: string, contentType: string, expires: string, key: string): string {
    return createHmac("sha256", this.#secret)
      .update([method, contentType, expires, key].join("\n"))
      .digest("base64");
  }
}

import { type Call, filePart } from "../../call.ts";
import { json, type Reply } from "../../reply.ts";
import { fetchPicture, type ServiceContext } from "../../service-context.ts";
import { trim } from "../../trim.ts";
import { invalid } from "./errors.ts";

/** The most characters of a data URI that the service takes (P8). */
const longestDataUri = 10_000_000;

/** Uploaded files are kept for a day. */
const lifetime = 24 * 3_600_000;

/** Where images come from: data URIs, the service's own files, and public URLs (P8). */
export class ReplicateInputs {
  readonly #files = new Map<string, Uint8Array>();
  readonly #context: ServiceContext;

  constructor(context: ServiceContext) {
    this.#context = context;
  }

  async upload(call: Call): Promise<Reply> {
    const file = await filePart(await call.form(), "content");
    if (!file) return invalid([{ path: ["content"], type: "missing", message: "" }]);
    const { ids, intern, keep } = this.#context;
    const id = ids.ulid();
    this.#files.set(id, intern(file.bytes));
    trim(this.#files, keep.uploads);
    return json(201, {
      id,
      name: file.name,
      content_type: "application/octet-stream",
      size: file.bytes.length,
      metadata: {},
      created_at: new Date().toISOString(),
      expires_at: new Date(Date.now() + lifetime).toISOString(),
      urls: { get: `${call.url.origin}/v1/files/${id}` },
    });
  }

  /** Whether an input is a data URI of a size that nobody takes. */
  isTooLong(address: string): boolean {
    return address.startsWith("data:") && address.length > longestDataUri;
  }

  /** Fetches an image as a model would. */
  find(address: string, origin: string): Uint8Array | undefined {
    const data = /^data:[^,]*;base64,(.*)$/s.exec(address)?.[1];
    if (data !== undefined) return this.#context.intern(Buffer.from(data, "base64"));
    const own = `${origin}/v1/files/`;
    // The service supplies the token for its own files itself.
    if (address.startsWith(own)) return this.#files.get(address.slice(own.length));
    return fetchPicture(this.#context, address);
  }
}

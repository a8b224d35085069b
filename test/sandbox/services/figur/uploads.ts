import { type Call, filePart } from "../../call.ts";
import { pictureInfo } from "../../picture-info.ts";
import { json, type Reply } from "../../reply.ts";
import type { ServiceContext } from "../../service-context.ts";
import { trim } from "../../trim.ts";
import type { FigurErrors } from "./errors.ts";
import type { FigurKnobs } from "./knobs.ts";

/** The documented limit of an upload, in bytes. */
export const uploadLimit = 25 * 1024 * 1024;

/** FIGUR's free uploads: a durable key to dispatch with, and a short-lived preview. */
export class FigurUploads {
  /** Paths in the file store, by upload key. */
  readonly #paths = new Map<string, string>();
  readonly #context: ServiceContext;
  readonly #knobs: FigurKnobs;
  readonly #errors: FigurErrors;

  constructor(context: ServiceContext, knobs: FigurKnobs, errors: FigurErrors) {
    this.#context = context;
    this.#knobs = knobs;
    this.#errors = errors;
  }

  async receive(call: Call): Promise<Reply> {
    const file = await filePart(await call.form(), "file");
    if (!file) {
      return this.#errors.invalid([{ path: ["file"], type: "missing", message: "Field required" }]);
    }
    if (file.bytes.length > uploadLimit) return this.#errors.refuse(413);
    const format = pictureInfo(file.bytes)?.format;
    if (format !== "jpeg" && format !== "png" && format !== "webp") return this.#errors.refuse(415);

    const { files, ids, keep, intern } = this.#context;
    const id = ids.ulid();
    const key = `uploads/${id}/${file.name}`;
    const picture = intern(file.bytes);
    const path = files.add(id, {
      service: "figur",
      name: file.name,
      bytes: picture,
      contentType: `image/${format}`,
    });
    this.#paths.set(key, path);
    trim(this.#paths, keep.uploads, (old) => files.remove(old));
    return json(200, { upload_key: key, image_url: files.url(path, this.#knobs.resultLifetime) });
  }

  /** The bytes behind an upload key. */
  find(key: string): Uint8Array | undefined {
    const path = this.#paths.get(key);
    return path === undefined ? undefined : this.#context.files.bytes(path);
  }
}

import { type Call, jsonBody } from "../../call.ts";
import type { Reply } from "../../reply.ts";
import type { ServiceContext } from "../../service-context.ts";
import type { HitpawKnobs } from "./knobs.ts";

/** How HitPaw words its answers. */
interface Wording {
  error(code: number): Reply;
  success(code: 0, data: unknown): Reply;
}

/** Signed uploads for local files, one by one or up to twenty at once. */
export function createPresign(
  { ids, uploads }: ServiceContext,
  knobs: HitpawKnobs,
  { error, success }: Wording,
) {
  function sign(file: unknown, lifetime: number): unknown {
    if (typeof file !== "object" || file === null) return undefined;
    const { filename, content_type: contentType } = file as { filename?: unknown; content_type?: unknown };
    if (typeof filename !== "string" || typeof contentType !== "string") return undefined;
    const extension = /\.([a-z0-9]+)$/i.exec(filename)?.[1]?.toLowerCase();
    if (extension === undefined || !extensions.has(extension) || !contentTypes.has(contentType))
      return undefined;
    const key = `uploads/${ids.uuid()}.${extension}`;
    const { uploadUrl, accessUrl, expireAt } = uploads.presign(
      "hitpaw",
      key,
      contentType,
      knobs.presignLifetime ?? lifetime * 1000,
    );
    return {
      upload_url: uploadUrl,
      access_url: accessUrl,
      object_key: key,
      content_type: contentType,
      expire_at: expireAt,
    };
  }

  /** Seconds until the upload expires; `undefined` when what was asked is out of bounds. */
  function lifetimeOf(body: Record<string, unknown>): number | undefined {
    const { expire_seconds: asked = 3600 } = body;
    return typeof asked === "number" && Number.isInteger(asked) && asked >= 60 && asked <= 7200
      ? asked
      : undefined;
  }

  function one(call: Call): Reply {
    const body = readObject(call);
    const lifetime = body && lifetimeOf(body);
    const signed = lifetime === undefined ? undefined : sign(body, lifetime);
    return signed === undefined ? error(100400002) : success(0, signed);
  }

  function batch(call: Call): Reply {
    const body = readObject(call);
    const lifetime = body && lifetimeOf(body);
    const files = body?.files;
    if (lifetime === undefined || !Array.isArray(files) || files.length < 1 || files.length > 20)
      return error(100400002);
    const items = files.map((file) => sign(file, lifetime));
    if (items.includes(undefined)) return error(100400002);
    return success(0, { total: items.length, success: items.length, failed: 0, items });
  }

  return { one, batch };
}

const contentTypes = new Set(["image/jpeg", "image/png", "image/gif", "image/webp", "image/bmp"]);
const extensions = new Set(["jpg", "jpeg", "png", "gif", "webp", "bmp"]);

function readObject(call: Call): Record<string, unknown> | undefined {
  const body = jsonBody(call);
  return typeof body === "object" && body !== null ? (body as Record<string, unknown>) : undefined;
}

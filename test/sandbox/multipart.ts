import busboy from "busboy";
import type { Call } from "./call.ts";

/** One part of a form. A part with a file name is a file, one without is a field. */
export interface Part {
  readonly bytes: Uint8Array;
  readonly contentType: string;
  readonly filename: string | undefined;
}

/** The parts of a multipart body by name; `undefined` when the body is no well-formed form. */
export function readForm(call: Call): Promise<Map<string, Part> | undefined> {
  const parts = new Map<string, Part>();
  return new Promise((resolve) => {
    try {
      const form = busboy({ headers: call.headers, defParamCharset: "utf8" });
      form.on("file", (name, stream, info) => {
        const chunks: Buffer[] = [];
        stream.on("data", (chunk: Buffer) => chunks.push(chunk));
        stream.on("end", () => {
          parts.set(name, {
            bytes: Buffer.concat(chunks),
            contentType: info.mimeType,
            filename: info.filename,
          });
        });
      });
      form.on("field", (name, value, info) => {
        parts.set(name, { bytes: Buffer.from(value), contentType: info.mimeType, filename: undefined });
      });
      form.on("close", () => resolve(parts));
      form.on("error", () => resolve(undefined));
      form.end(call.body);
    } catch {
      // busboy throws on a content type that is no form, or one without a boundary.
      resolve(undefined);
    }
  });
}

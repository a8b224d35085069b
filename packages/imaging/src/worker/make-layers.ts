import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { readProfile } from "../codec/color-profile.ts";
import { decodeImage } from "../codec/decode-image.ts";
import { uprightImage } from "../codec/upright-image.ts";
import type { FillRemainder } from "../compose/take-layers.ts";
import { exportLayerSet, manifestPath } from "../export/export-layer-set.ts";
import type { LayerSetAbout, Manifest } from "../export/manifest.ts";
import { ImagingError } from "../imaging-error.ts";
import { buildLayerSet } from "../layer-set.ts";
import type { ProviderResult } from "../provider-result.ts";
import { CheckedPixels } from "./checked-pixels.ts";
import type { LayerOperations } from "./layer-work.ts";
import type { Handlers } from "./serve-calls.ts";

/**
 * Makes layers inside a worker. Its script must have set the codecs.
 *
 * @param fill paints behind the layers, where the script can
 */
export function layerHandlers(fill?: FillRemainder): Handlers<LayerOperations> {
  const checked = new CheckedPixels();
  return {
    async layers(work, { file, tell }) {
      const { about, hashSource = true, results: told, fillRemainder = false, export: options } = work;
      if (fillRemainder && !fill) {
        throw new ImagingError("unsupported", "filling behind layers needs the local engine's worker script");
      }
      const source = await file(0);
      const results: ProviderResult[] = [];
      for (const [index, result] of told.entries()) {
        results.push({ ...result, bytes: await file(index + 1) });
      }
      const pixels = checked.take(about.source.sha256) ?? (await decodeImage(source));
      const set = await buildLayerSet(pixels, results, {
        onProgress: (progress) => void tell({ progress }),
        ...(fillRemainder && fill && { fillRemainder: fill }),
      });
      const profile = await readProfile(source);
      const given = new Set(results.map(({ bytes }) => bytes));
      let manifest: Manifest | undefined;
      const hashed = hashSource ? withHash(about, source) : about;
      for await (const each of exportLayerSet(set, hashed, { ...options, profile })) {
        const { path, bytes } = each;
        // Read before it is told: telling hands its bytes over.
        if (path === manifestPath) manifest = manifestOf(bytes);
        // What a provider gave may be in the set more than once.
        await tell({ file: { path, bytes: given.has(bytes) ? bytes.slice() : bytes } });
      }
      if (!manifest) throw new Error("no manifest was made");
      return manifest;
    },
    async upright(_, { file }) {
      return uprightImage(await file(0));
    },
    async check(_, { file }) {
      const source = await file(0);
      const pixels = await decodeImage(source);
      const sha256 = hashOf(source);
      checked.keep(sha256, pixels);
      return { width: pixels.width, height: pixels.height, sha256 };
    },
  };
}

function withHash(about: LayerSetAbout, bytes: Uint8Array): LayerSetAbout {
  if (about.source.sha256 !== undefined) return about;
  return { ...about, source: { ...about.source, sha256: hashOf(bytes) } };
}

/** Not by `crypto.subtle`, which a worker that starts from a Blob's address in a page of no origin does not have. */
function hashOf(bytes: Uint8Array): string {
  return bytesToHex(sha256(bytes));
}

function manifestOf(bytes: Uint8Array): Manifest {
  const manifest: unknown = JSON.parse(new TextDecoder().decode(bytes));
  if (!isManifest(manifest)) throw new Error("the manifest that was made is none");
  return manifest;
}

function isManifest(value: unknown): value is Manifest {
  return (
    typeof value === "object" && value !== null && "format" in value && value.format === "stratify-layers"
  );
}

import { decodeImage, encodePng, setCodecs } from "@stratify/imaging";
import { loadWasm } from "@stratify/imaging/node";
import { fingerprint } from "../../intern.ts";
import { createMemo } from "../../memo.ts";

const darkened = createMemo<Uint8Array>(24);

/** Multiplies a cutout's color by its alpha, as the server does: half-transparent pixels are darkened (R7). */
export function darken(cutout: Uint8Array): Promise<Uint8Array> {
  return darkened(fingerprint(cutout), async () => {
    setCodecs(loadWasm);
    const pixels = await decodeImage(cutout);
    const data = new Uint8ClampedArray(pixels.data);
    for (let at = 0; at < data.length; at += 4) {
      const alpha = (data[at + 3] ?? 0) / 255;
      for (let channel = at; channel < at + 3; channel++) data[channel] = (data[channel] ?? 0) * alpha;
    }
    return encodePng({ ...pixels, data });
  });
}

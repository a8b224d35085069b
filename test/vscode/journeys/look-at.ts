import { decodeImage } from "@stratify/imaging";
import { useNodeCodecs } from "@stratify/imaging/node";

/** What a person would see of a picture. */
export interface Look {
  readonly width: number;
  readonly height: number;
  /** Share of pixels that are fully transparent, 0 to 1. */
  readonly clear: number;
}

/** Looks at an encoded picture. */
export async function lookAt(bytes: Uint8Array): Promise<Look> {
  useNodeCodecs();
  const { width, height, data } = await decodeImage(bytes);
  let clear = 0;
  for (let at = 3; at < data.length; at += 4) if (data[at] === 0) clear += 1;
  return { width, height, clear: clear / (width * height) };
}

/** What a picture's header says. */
export interface PictureInfo {
  readonly format: "png" | "jpeg" | "webp" | "gif" | "bmp";
  /** In pixels. */
  readonly width: number;
  readonly height: number;
}

/** Reads a picture's header, as a service does to refuse what is no picture; `undefined` for anything else. */
export function pictureInfo(bytes: Uint8Array): PictureInfo | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const text = String.fromCharCode(...bytes.subarray(0, 16));
  try {
    if (text.startsWith("\x89PNG\r\n\x1a\n")) {
      return { format: "png", width: view.getUint32(16), height: view.getUint32(20) };
    }
    if (text.startsWith("\xff\xd8\xff")) return jpegInfo(view);
    if (text.startsWith("RIFF") && text.slice(8, 12) === "WEBP") return webpInfo(view, text.slice(12, 16));
    if (text.startsWith("GIF8")) {
      return { format: "gif", width: view.getUint16(6, true), height: view.getUint16(8, true) };
    }
    if (text.startsWith("BM")) {
      return { format: "bmp", width: view.getInt32(18, true), height: Math.abs(view.getInt32(22, true)) };
    }
  } catch (error) {
    // A header that ends too early is read past its end.
    if (!(error instanceof RangeError)) throw error;
  }
  return undefined;
}

/** The frame header is the first of the segments 0xC0 to 0xCF that is no table (0xC4, 0xC8, 0xCC). */
function jpegInfo(view: DataView): PictureInfo {
  let offset = 2;
  for (;;) {
    const marker = view.getUint16(offset);
    const isFrame = marker >= 0xffc0 && marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker);
    if (isFrame)
      return { format: "jpeg", height: view.getUint16(offset + 5), width: view.getUint16(offset + 7) };
    offset += 2 + view.getUint16(offset + 2);
  }
}

function webpInfo(view: DataView, chunk: string): PictureInfo {
  const uint24 = (offset: number) => view.getUint16(offset, true) + view.getUint8(offset + 2) * 65_536;
  if (chunk === "VP8X") return { format: "webp", width: uint24(24) + 1, height: uint24(27) + 1 };
  if (chunk === "VP8L") {
    const bits = view.getUint32(21, true);
    return { format: "webp", width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 };
  }
  return {
    format: "webp",
    width: view.getUint16(26, true) & 0x3fff,
    height: view.getUint16(28, true) & 0x3fff,
  };
}

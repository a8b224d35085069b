/**
 * Messages of a plugin as bytes, so that they get from a page to another process and back as they are: JSON, in which
 * pictures are numbers of the parts that follow it.
 */
export function packMessage(message: unknown): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = [];
  const text = JSON.stringify(message, (_, value: unknown) => {
    if (!(value instanceof Uint8Array)) return value;
    parts.push(value);
    return { $part: value.length };
  });
  const head = new TextEncoder().encode(text);
  const packed = new Uint8Array(4 + parts.reduce((sum, { length }) => sum + length, head.length));
  new DataView(packed.buffer).setUint32(0, head.length);
  packed.set(head, 4);
  let at = 4 + head.length;
  for (const part of parts) {
    packed.set(part, at);
    at += part.length;
  }
  return packed;
}

export function unpackMessage(packed: Uint8Array): unknown {
  const length = new DataView(packed.buffer, packed.byteOffset).getUint32(0);
  let at = 4 + length;
  const fill = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(fill);
    if (typeof value !== "object" || value === null) return value;
    if ("$part" in value && typeof value.$part === "number") {
      const part = packed.slice(at, at + value.$part);
      at += value.$part;
      return part;
    }
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, fill(each)]));
  };
  return fill(JSON.parse(new TextDecoder().decode(packed.subarray(4, 4 + length))));
}

/** Cuts a stream of frames, each behind its length, back into frames. A long one is put together once, at its end. */
export function frameReader(take: (frame: Uint8Array) => void): (chunk: Uint8Array) => void {
  let held: Uint8Array[] = [];
  let [have, need] = [0, 4];
  return (chunk) => {
    held.push(chunk);
    have += chunk.length;
    if (have < need) return;
    const all = joined(held, have);
    let at = 0;
    need = 4;
    while (all.length - at >= 4) {
      const length = new DataView(all.buffer, all.byteOffset + at).getUint32(0);
      need = 4 + length;
      if (all.length - at < need) break;
      take(all.subarray(at + 4, at + need));
      at += need;
      need = 4;
    }
    held = [all.subarray(at)];
    have = all.length - at;
  };
}

function joined(parts: readonly Uint8Array[], length: number): Uint8Array {
  const [only, ...others] = parts;
  if (only && others.length === 0) return only;
  const all = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** A frame behind its length. */
export function framed(frame: Uint8Array): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(4 + frame.length);
  new DataView(whole.buffer).setUint32(0, frame.length);
  whole.set(frame, 4);
  return whole;
}

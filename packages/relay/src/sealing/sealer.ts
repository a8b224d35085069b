import { decodeBase64Url, encodeBase64Url } from "hono/utils/encode";

/** What a seal is for. Each purpose has keys of its own, so that none can be passed off as another. */
export type Purpose = "handle" | "result";

/** What came of opening a seal. */
export type Opened =
  | { readonly state: "intact"; readonly value: unknown }
  | { readonly state: "expired" }
  /** Not ours, damaged, sealed by a key that was taken away, or bound to something else. */
  | { readonly state: "forged" };

/** Seals plain JSON into text for addresses: nobody can read or change it who has not the secret. */
export interface Sealer {
  /**
   * @param bound what the seal opens for and nothing else, such as a token's id
   * @param expires when it stops opening, in milliseconds since 1970
   */
  seal(purpose: Purpose, bound: string, value: unknown, expires: number): Promise<string>;
  /** @param now milliseconds since 1970 */
  open(purpose: Purpose, bound: string, sealed: string, now: number): Promise<Opened>;
}

const idLength = 4;
const ivLength = 12;
const shortestSecret = 32;

interface SealingKey {
  /** Stands before what the key has sealed, so that the right one is found at once. */
  readonly id: Uint8Array<ArrayBuffer>;
  readonly key: CryptoKey;
}

/**
 * Makes a sealer of AES-GCM keys that are derived from secrets by HKDF. Nothing is derived before the first use, since
 * some platforms allow no work while a module is loaded.
 *
 * @param secrets the first one seals, all of them open: a new one is put before the old, which is taken away when
 * everything that it has sealed may have expired
 * @throws {TypeError} when there is none, or one is shorter than 32 characters
 */
export function createSealer(secrets: readonly string[]): Sealer {
  if (secrets.length === 0) throw new TypeError("the relay needs a secret to seal handles with");
  if (secrets.some((secret) => secret.length < shortestSecret)) {
    throw new TypeError(`a secret of the relay has at least ${shortestSecret} characters`);
  }
  const derived = new Map<Purpose, Promise<readonly SealingKey[]>>();
  const keysFor = (purpose: Purpose) => {
    const keys = derived.get(purpose) ?? Promise.all(secrets.map((secret) => derive(secret, purpose)));
    derived.set(purpose, keys);
    return keys;
  };

  return {
    async seal(purpose, bound, value, expires) {
      const [first] = await keysFor(purpose);
      if (!first) throw new TypeError("the relay needs a secret to seal handles with");
      const iv = crypto.getRandomValues(new Uint8Array(ivLength));
      const plain = bytesOf(JSON.stringify([expires, value]));
      const secret = await crypto.subtle.encrypt(cipher(iv, bound), first.key, plain);
      return encodeBase64Url(joined(first.id, iv, new Uint8Array(secret)));
    },

    async open(purpose, bound, sealed, now) {
      const bytes = decode(sealed);
      const id = bytes.subarray(0, idLength);
      const iv = bytes.slice(idLength, idLength + ivLength);
      const key = (await keysFor(purpose)).find((each) => each.id.every((byte, at) => byte === id[at]))?.key;
      if (!key || iv.length < ivLength) return { state: "forged" };
      try {
        const secret = bytes.slice(idLength + ivLength);
        const plain = await crypto.subtle.decrypt(cipher(iv, bound), key, secret);
        const [expires, value] = JSON.parse(new TextDecoder().decode(plain));
        return expires > now ? { state: "intact", value } : { state: "expired" };
      } catch {
        return { state: "forged" };
      }
    },
  };
}

async function derive(secret: string, purpose: Purpose): Promise<SealingKey> {
  const material = await crypto.subtle.importKey("raw", bytesOf(secret), "HKDF", false, [
    "deriveBits",
    "deriveKey",
  ]);
  const by = (info: string) => ({
    name: "HKDF",
    hash: "SHA-256",
    salt: new Uint8Array(),
    info: bytesOf(`stratify relay 1 ${purpose} ${info}`),
  });
  const aes = { name: "AES-GCM", length: 256 };
  const key = await crypto.subtle.deriveKey(by("key"), material, aes, false, ["encrypt", "decrypt"]);
  const id = new Uint8Array(await crypto.subtle.deriveBits(by("id"), material, 8 * idLength));
  return { id, key };
}

function cipher(iv: Uint8Array<ArrayBuffer>, bound: string) {
  return { name: "AES-GCM", iv, additionalData: bytesOf(bound) };
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

/** The bytes of a seal, none when it is not written exactly as one: the last letter could be another otherwise. */
function decode(sealed: string): Uint8Array<ArrayBuffer> {
  try {
    const bytes = decodeBase64Url(sealed);
    return encodeBase64Url(bytes.buffer) === sealed ? bytes : new Uint8Array();
  } catch {
    return new Uint8Array();
  }
}

function joined(...parts: readonly Uint8Array[]): ArrayBuffer {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole.buffer;
}

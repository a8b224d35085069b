import { expect, it, onTestFinished, vi } from "vitest";
import { localServer } from "../../../../test/support/local-server.ts";
import { canStreamBody, inOneShot } from "./one-shot.ts";

/** Sends it to a real server, which tells what arrived. */
async function arrives(init: RequestInit) {
  const { origin, received } = await localServer((response) => response.end());
  const sent = inOneShot({ method: "POST", ...init });
  expect(sent.body).toBeInstanceOf(ReadableStream);
  await fetch(origin, sent);
  const [request] = received;
  if (!request) throw new Error("nothing arrived");
  return { type: request.headers["content-type"], body: request.body, headers: request.headers };
}

const form = () => {
  const form = new FormData();
  form.append("keyword", "cup");
  form.append("image", new File([Uint8Array.of(137, 80)], "image.png", { type: "image/png" }));
  return form;
};

it.each<[string, RequestInit["body"], string | undefined, string]>([
  ["a string", '{"a":"ä"}', "text/plain;charset=UTF-8", '{"a":"ä"}'],
  ["a Blob with a type", new Blob(["ab"], { type: "image/png" }), "image/png", "ab"],
  ["a Blob without one", new Blob(["ab"]), undefined, "ab"],
  ["bytes", Uint8Array.of(97, 98).subarray(1), undefined, "b"],
  ["a buffer", Uint8Array.of(97, 98).buffer, undefined, "ab"],
  ["a stream", new Blob(["ab"]).stream(), undefined, "ab"],
  ["no body", null, undefined, ""],
])("%s becomes a stream and arrives as it is", async (_, body, type, text) => {
  const arrived = await arrives(body === undefined ? {} : { body });
  expect([arrived.type, String(arrived.body)]).toEqual([type, text]);
});

it("a form arrives whole, with its boundary in its type", async () => {
  const { type, body } = await arrives({ body: form() });
  expect(type).toMatch(/^multipart\/form-data; ?boundary=/);
  const read = await new Response(new Uint8Array(body), {
    headers: { "content-type": type ?? "" },
  }).formData();
  expect(read.get("keyword")).toBe("cup");
  const image = read.get("image");
  if (!(image instanceof File)) throw new Error("the image is no file");
  expect([image.name, image.type, await image.bytes()]).toEqual([
    "image.png",
    "image/png",
    Uint8Array.of(137, 80),
  ]);
});

it.each([
  [{ "Content-Type": "application/json", apikey: "k" }],
  [new Headers({ "content-type": "application/json", apikey: "k" })],
])("the caller's headers stay, its type before the body's own", async (headers) => {
  const { type, headers: arrived } = await arrives({ headers, body: "{}" });
  expect([type, arrived.apikey]).toEqual(["application/json", "k"]);
  expect(new Headers(headers).get("content-type")).toBe("application/json");
});

it("keeps what else was asked for", () => {
  const { signal } = new AbortController();
  const init = inOneShot({ method: "POST", body: "a", signal, redirect: "manual", cache: "no-store" });
  expect(init).toMatchObject({ method: "POST", redirect: "manual", cache: "no-store", duplex: "half" });
  expect(init.signal).toBe(signal);
});

it("can be sent once only", async () => {
  const { origin, received } = await localServer((response) => response.end());
  const init = inOneShot({ method: "POST", body: "a" });
  await fetch(origin, init);
  await expect(fetch(origin, init)).rejects.toThrow(TypeError);
  expect(received).toHaveLength(1);
});

interface Asked {
  readonly duplex?: unknown;
}

/** Loads the module anew beside another browser's `Request`, which types a body as the given function says. */
async function canStreamBeside(typeOf: (init: Asked) => string | undefined) {
  let asked = 0;
  vi.resetModules();
  vi.stubGlobal(
    "Request",
    class {
      readonly headers = new Headers();
      constructor(_url: string, init: Asked) {
        asked += 1;
        const type = typeOf(init);
        if (type) this.headers.set("content-type", type);
      }
    },
  );
  onTestFinished(() => void vi.unstubAllGlobals());
  const fresh = await import("./one-shot.ts");
  const answers = [asked, fresh.canStreamBody(), fresh.canStreamBody()];
  return [...answers, asked];
}

const text = "text/plain;charset=UTF-8";

it("knows a platform that sends streams, and asks it once, when somebody wants to know", async () => {
  expect(canStreamBody()).toBe(true);
  expect(await canStreamBeside(({ duplex }) => (duplex === "half" ? undefined : text))).toEqual([
    0,
    true,
    true,
    1,
  ]);
});

it.each([
  ["reads duplex and sends a stream as text", ({ duplex }: Asked) => (duplex ? text : undefined)],
  ["never reads duplex", () => undefined],
  ["does neither", () => text],
])("knows a browser that %s", async (_, typeOf) => {
  expect(await canStreamBeside(typeOf)).toEqual([0, false, false, 1]);
});

import { once } from "node:events";
import { Agent } from "undici";
import { describe, expect, it } from "vitest";
import { type Answer, localServer } from "../../../../test/support/local-server.ts";
import { getFile } from "./get-file.ts";

async function get(answer: Answer, signal?: AbortSignal) {
  const { origin, received } = await localServer(answer);
  const headers = new Headers({ accept: "image/*" });
  return { received, response: await getFile(new URL("/a.png", origin), headers, signal, new Agent()) };
}

describe("getFile", () => {
  it("gives status, headers and bytes as they are, and asks for nothing to be compressed", async () => {
    const bytes = crypto.getRandomValues(new Uint8Array(65_536));
    const { response, received } = await get((response) =>
      response.writeHead(203, { "content-type": "image/png", "x-two": ["a", "b"] }).end(bytes),
    );
    expect(response.status).toBe(203);
    expect(response.headers.get("x-two")).toBe("a, b");
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes);
    expect(received[0]?.headers).toMatchObject({ accept: "image/*", "accept-encoding": "identity" });
  });

  it("follows no redirect", async () => {
    const { response, received } = await get((response) =>
      response.writeHead(302, { location: "/elsewhere" }).end(),
    );
    expect(response.headers.get("location")).toBe("/elsewhere");
    expect(received).toHaveLength(1);
  });

  it("gives an answer without a body", async () => {
    const { response } = await get((response) => response.writeHead(204).end());
    expect(response.body).toBeNull();
  });

  it("says that a file broke off half-way", async () => {
    const { response } = await get((response) =>
      response.writeHead(200, { "content-length": "99" }).write("half", () => response.destroy()),
    );
    await expect(response.arrayBuffer()).rejects.toThrow();
  });

  it("tells why nothing could be reached, as fetch does", async () => {
    const nobody = getFile(new URL("http://127.0.0.1:1/"), new Headers(), undefined, new Agent());
    await expect(nobody).rejects.toMatchObject({ name: "TypeError", cause: { code: "ECONNREFUSED" } });
  });

  it("stops before it begins, and half-way through", async () => {
    const reason = new Error("enough");
    await expect(get((response) => response.end("x"), AbortSignal.abort(reason))).rejects.toBe(reason);
    const own = new AbortController();
    const { response } = await get((response) => response.write("half"), own.signal);
    own.abort(reason);
    await expect(response.text()).rejects.toThrow();
  });

  it("takes no more of a long file than was asked for, and lets go of it", async () => {
    let sent = 0;
    let gone: Promise<unknown> = Promise.resolve();
    const { response } = await get((response) => {
      gone = once(response, "close");
      const more = () => {
        while (response.write(Buffer.alloc(65_536))) sent += 65_536;
        sent += 65_536;
        response.once("drain", more);
      };
      more();
    });
    const reader = response.body?.getReader();
    await reader?.read();
    await new Promise((resolve) => setTimeout(resolve, 200));
    // What the system's own buffers take comes on top of the relay's.
    expect(sent).toBeLessThan(32 * 2 ** 20);
    await reader?.cancel();
    await gone;
  });
});

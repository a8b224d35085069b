import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { describe, expect, it } from "vitest";
import { localServer } from "../../../../test/support/local-server.ts";
import { readBody } from "./read-body.ts";

async function get(answer: (response: ServerResponse) => unknown): Promise<Response> {
  return fetch((await localServer(answer)).origin);
}

describe("readBody", () => {
  it("gives the bytes as they came, in however many pieces", async () => {
    const response = await get((out) => {
      out.write(Buffer.from([1, 2]));
      setTimeout(() => out.end(Buffer.from([3, 255])), 20);
    });
    expect(await readBody(response, 100)).toEqual(new Uint8Array([1, 2, 3, 255]));
  });

  it.each([
    ["an empty body", 200, ""],
    ["no body", 204, undefined],
  ])("gives no bytes for %s", async (_what, status, body) => {
    const response = await get((out) => out.writeHead(status).end(body));
    expect(await readBody(response, 0)).toEqual(new Uint8Array());
  });

  it("takes as many bytes as are allowed, and not one more", async () => {
    const five = (out: ServerResponse) => {
      out.write("12");
      out.end("345");
    };
    expect(await readBody(await get(five), 5)).toHaveLength(5);
    expect(await readBody(await get(five), 4)).toBeUndefined();
  });

  it("does not begin to read what is declared too large", async () => {
    let closed: Promise<unknown> = Promise.resolve();
    const response = await get((out) => {
      closed = once(out, "close");
      out.writeHead(200, { "content-length": "1000000000" }).write("x");
    });
    expect(await readBody(response, 1000)).toBeUndefined();
    await closed;
  });

  it("hangs up on what is larger than allowed without saying so", async () => {
    let sent = 0;
    let closed: Promise<unknown> = Promise.resolve();
    const response = await get((out) => {
      closed = once(out, "close");
      const piece = Buffer.alloc(65_536);
      const write = () => {
        do sent += piece.length;
        while (out.write(piece) && sent < 1e9);
      };
      out.on("drain", write);
      write();
    });
    expect(await readBody(response, 100_000)).toBeUndefined();
    await closed;
    expect(sent).toBeLessThan(1e8);
  });

  it("rejects when the connection ends too early", async () => {
    const response = await get((out) => {
      out.writeHead(200, { "content-length": "10" });
      out.write("12345", () => out.destroy());
    });
    await expect(readBody(response, 100)).rejects.toThrow();
  });
});

import { describe, expect, it } from "vitest";
import { callContext } from "../../../../test/support/call-context.ts";
import { type Answer, localServer } from "../../../../test/support/local-server.ts";
import type { Clock } from "../contract/clock.ts";
import { systemClock } from "./clock.ts";
import { download } from "./download.ts";

const png = Buffer.from("\x89PNG\r\n\x1a\n and the rest of it", "latin1");
const limit = 1000;

async function fetched(answer: Answer) {
  const server = await localServer(answer);
  const { context } = callContext({ maxResultBytes: limit });
  const result = download(`${server.origin}/result.png?Signature=secret`, context);
  return { ...server, result };
}

describe("download", () => {
  it("gives an image's bytes, asked for without credentials, whatever the type they come under", async () => {
    const { result, received } = await fetched((response) =>
      response.writeHead(200, { "content-type": "text/plain" }).end(png),
    );
    expect(Buffer.from(await result)).toEqual(png);
    const { authorization, apikey, cookie, referer } = received[0]?.headers ?? {};
    expect([authorization, apikey, cookie, referer]).toEqual(Array(4).fill(undefined));
  });

  it.each([
    ["nothing", "", "it is empty"],
    ["a web page", "\n<!DOCTYPE html><p>Sign in", "it is a web page"],
    ["a message in JSON", '{"error": "expired"}', "it is a message, not a file"],
    ["a message in XML", '<?xml version="1.0"?><Error/>', "it is a message, not a file"],
    ["anything else", "GIF7", "its bytes are not those of an image"],
  ])("takes %s for no image, be it called one", async (_what, body, detail) => {
    const { result, received } = await fetched((response) =>
      response.writeHead(200, { "content-type": "image/png" }).end(body),
    );
    await expect(result).rejects.toMatchObject({ code: "result-invalid", detail });
    expect(received).toHaveLength(1);
  });

  it("stops at more bytes than allowed", async () => {
    const { result, received } = await fetched((response) =>
      response.end(Buffer.concat([png, Buffer.alloc(limit)])),
    );
    await expect(result).rejects.toMatchObject({ code: "result-too-large", detail: "more than 1000 bytes" });
    expect(received).toHaveLength(1);
  });

  it.each([400, 403, 404, 410])("takes status %i for an address that has expired", async (status) => {
    const { result, received } = await fetched((response) =>
      response.writeHead(status).end("<Code>AccessDenied</Code>"),
    );
    const error: unknown = await result.catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "result-expired", status });
    expect(JSON.stringify(error)).not.toContain("secret");
    expect(received).toHaveLength(1);
  });

  it.each([
    [413, "result-too-large"],
    [422, "result-invalid"],
  ])("takes the word of a relay, under status %i, for what the file is", async (status, code) => {
    const { result, received } = await fetched((response) => response.writeHead(status).end("{}"));
    await expect(result).rejects.toMatchObject({ code, status });
    expect(received).toHaveLength(1);
  });

  it("tries again after what passes: a lost connection, a busy server, half an answer", async () => {
    const { result, received } = await fetched((response, _request, index) => {
      if (index === 0) return response.destroy();
      if (index === 1) return response.writeHead(503).end();
      if (index === 2)
        return response.writeHead(200, { "content-length": "99" }).write(png, () => response.destroy());
      return response.end(png);
    });
    expect(await result).toHaveLength(png.length);
    expect(received).toHaveLength(4);
  });

  it("waits as long as the storage asks", async () => {
    const waits: number[] = [];
    const clock: Clock = {
      now: () => 0,
      // Timeouts are no pauses.
      sleep: async (ms, signal) => (ms > 100_000 ? systemClock.sleep(ms, signal) : void waits.push(ms)),
    };
    const { origin } = await localServer((response, _request, index) => {
      if (index === 0) return response.writeHead(429, { "retry-after": "7" }).end();
      return index < 3 ? response.writeHead(500).end() : response.end(png);
    });
    await download(origin, callContext({ clock }).context);
    expect(waits).toEqual([7000, 1000, 2000]);
  });

  it("ends a download that hangs in its body", async () => {
    const { origin } = await localServer((response) => response.write(png));
    const { context } = callContext({ requestTimeout: 40_000 });
    await expect(download(origin, context)).rejects.toMatchObject({
      code: "network",
      detail: "it took more than 40 s",
    });
  });

  it("follows redirects, relative and to other hosts", async () => {
    const there = await localServer((response) => response.end(png));
    const { result } = await fetched((response, { path }) => {
      const location = path === "/b" ? `${there.origin}/c` : "/b";
      response.writeHead(302, { location }).end();
    });
    expect(await result).toHaveLength(png.length);
    expect(there.received.map(({ path }) => path)).toEqual(["/c"]);
  });

  it("follows five redirects and no more", async () => {
    const { result, received } = await fetched((response) =>
      response.writeHead(302, { location: "/again" }).end(),
    );
    await expect(result).rejects.toMatchObject({ code: "result-invalid", detail: "more than 5 redirects" });
    expect(received).toHaveLength(6);
  });

  it("follows no redirect off the web", async () => {
    const { result } = await fetched((response) =>
      response.writeHead(302, { location: "file:///etc/hosts" }).end(),
    );
    await expect(result).rejects.toMatchObject({ code: "result-invalid" });
  });

  it.each(["file:///etc/hosts", "blob:x", "result.png", ""])("fetches nothing from %j", async (address) => {
    await expect(download(address, callContext().context)).rejects.toMatchObject({
      code: "result-invalid",
      detail: "its URL is not a web URL",
    });
  });
});

import { connect } from "node:net";
import type { RelayOptions } from "@stratify/relay";
import { listen, lookupPublic, nodeFetch } from "@stratify/relay/node";
import fc from "fast-check";
import { describe, expect, it, onTestFinished } from "vitest";
import { heldMemory } from "../contract/held-memory.ts";
import { desk, openSandbox, tinyPng } from "../contract/open-sandbox.ts";
import { fastClock, serviceCases, taskOf } from "../contract/services.ts";
import { localServer } from "../support/local-server.ts";
import { documentedFetch, expectDocumented } from "./documented.ts";
import { cutout, openRelay, rawSubmit, relayClient, secret, token } from "./open-relay.ts";
import { linkTo } from "./pointing-provider.ts";

if (desk.kind !== "bytes") throw new Error("the desk has no bytes");
const picture = desk;
const bearer = (own = token) => ({ headers: { authorization: `Bearer ${own}` } });

/** A relay before a sandbox whose submit was accepted. */
async function submitted(options: Partial<RelayOptions> = {}) {
  const sandbox = await openSandbox({ latency: 0 });
  const opened = await openRelay(sandbox, options);
  const { id }: { id: string } = await (await rawSubmit(opened.baseUrl, cutout, picture)).json();
  const status = () => documentedFetch(`${opened.baseUrl}/v1/jobs/${id}`, bearer());
  const link = async () => (await (await status()).json()).outputs[0].path as string;
  return { sandbox, ...opened, id, status, link };
}

describe("handles and links", () => {
  it("open for the token that they were made for, and for no other", async () => {
    const other = "another-token-of-the-tests-0123456789";
    const tokens = [
      { name: "tests", token },
      { name: "other", token: other },
    ];
    const { baseUrl, id, status } = await submitted({ tokens });
    expect((await status()).status).toBe(200);
    for (const path of [`/v1/jobs/${id}`, `/v1/jobs/${id}/cancel`]) {
      const method = path.endsWith("cancel") ? "POST" : "GET";
      expect((await documentedFetch(`${baseUrl}${path}`, { method, ...bearer(other) })).status).toBe(404);
    }
  });

  it("can't be passed off as each other", async () => {
    const { baseUrl, id, link } = await submitted();
    const sealedLink = (await link()).replace("/v1/results/", "");
    expect((await documentedFetch(`${baseUrl}/v1/results/${id}`)).status).toBe(404);
    expect((await documentedFetch(`${baseUrl}/v1/jobs/${sealedLink}`, bearer())).status).toBe(404);
  });

  it("are refused with any one character changed, cut off or made up", async () => {
    const { relay, id } = await submitted();
    const ask = async (job: string) => {
      const path = `/v1/jobs/${encodeURIComponent(job)}`;
      const response = await relay.fetch(new Request(`http://relay${path}`, bearer()));
      return response.status;
    };
    const changed = fc
      .tuple(fc.nat(id.length - 1), fc.constantFrom(..."ABCxyz019-_"))
      .map(([at, letter]) => id.slice(0, at) + (id[at] === letter ? "Q" : letter) + id.slice(at + 1));
    const cut = fc.nat(id.length - 2).map((length) => id.slice(0, length + 1));
    await fc.assert(
      fc.asyncProperty(fc.oneof(changed, cut, fc.string({ minLength: 1 })), async (job) => {
        expect(await ask(job)).toBe(404);
      }),
      { numRuns: 300 },
    );
  });

  it("expire, and say so", async () => {
    let ahead = 0;
    const clock = { now: () => Date.now() + ahead, sleep: fastClock().sleep };
    const { baseUrl, link, status } = await submitted({ clock });
    const path = await link();
    expect((await documentedFetch(baseUrl + path)).status).toBe(200);
    ahead = 16 * 60_000;
    const gone = await documentedFetch(baseUrl + path);
    expect(gone.status).toBe(410);
    expect((await gone.json()).error.code).toBe("result-expired");
    expect((await documentedFetch(baseUrl + (await link()))).status).toBe(200);
    ahead = 31 * 86_400_000;
    expect((await status()).status).toBe(410);
  });

  it("stay good when the secret is changed, until the old one is taken away", async () => {
    const { sandbox, id, link } = await submitted();
    const path = await link();
    const next = "the-next-secret-of-the-tests-0123456789";
    const both = await openRelay(sandbox, { secrets: [next, secret] });
    const only = await openRelay(sandbox, { secrets: [next] });
    expect((await fetch(`${both.baseUrl}/v1/jobs/${id}`, bearer())).status).toBe(200);
    expect((await fetch(both.baseUrl + path)).status).toBe(200);
    expect((await fetch(`${only.baseUrl}/v1/jobs/${id}`, bearer())).status).toBe(404);
    expect((await fetch(only.baseUrl + path)).status).toBe(404);
  });

  it("end with the token that they were made for", async () => {
    const { sandbox, link } = await submitted();
    const path = await link();
    const without = await openRelay(sandbox, {
      tokens: [{ name: "other", token: "another-token-of-the-tests-0123456789" }],
    });
    expect((await documentedFetch(without.baseUrl + path)).status).toBe(410);
  });
});

describe("the relay asks no other host than it should", () => {
  /** Follows a job's link to a result at `url`, and tells what was asked on the way. */
  async function follow(url: string, answer: (url: URL) => Response) {
    const asked: string[] = [];
    const { path, at } = await linkTo(url, async (input) => {
      const to = new URL(input instanceof Request ? input.url : input);
      asked.push(to.href);
      return answer(to);
    });
    const response = await at(path);
    await expectDocumented("GET", path, response);
    return { response, asked };
  }
  const file = () => new Response(tinyPng);

  it.each([
    "http://files.example.com/a.png",
    "https://localhost/a.png",
    "https://127.0.0.1/a.png",
    "https://127.1/a.png",
    "https://0x7f000001/a.png",
    "https://2130706433/a.png",
    "https://0.0.0.0/a.png",
    "https://10.1.2.3/a.png",
    "https://172.16.0.1/a.png",
    "https://192.168.1.1/a.png",
    "https://100.64.0.1/a.png",
    "https://169.254.169.254/latest/meta-data/",
    "https://[::1]/a.png",
    "https://[::]/a.png",
    "https://[::ffff:10.0.0.1]/a.png",
    "https://[fd00::1]/a.png",
    "https://[fe80::1]/a.png",
    "https://[64:ff9b::a00:1]/a.png",
    "https://metadata.google.internal/a.png",
    "https://printer.local/a.png",
    "https://intranet/a.png",
    "https://localhost./a.png",
    "https://user:password@files.example.com/a.png",
    "file:///etc/passwd",
  ])("refuses a result at %s", async (url) => {
    const { response, asked } = await follow(url, file);
    expect(response.status).toBe(422);
    expect((await response.json()).error.code).toBe("result-invalid");
    expect(asked).toEqual([]);
  });

  it("refuses redirects to such addresses, and to no end", async () => {
    const start = "https://files.example.com/a.png";
    const inside = await follow(start, () => Response.redirect("https://169.254.169.254/", 302));
    expect(inside.response.status).toBe(422);
    expect(inside.asked).toEqual([start]);
    const plain = await follow(start, () => Response.redirect("http://files.example.com/a.png", 302));
    expect(plain.asked).toEqual([start]);
    const endless = await follow(start, () => Response.redirect(start, 302));
    expect(endless.response.status).toBe(422);
    expect(endless.asked).toHaveLength(6);
  });

  it("follows a redirect within the open internet", async () => {
    const { response } = await follow("https://files.example.com/a.png", ({ hostname }) =>
      hostname === "cdn.example.com" ? file() : Response.redirect("https://cdn.example.com/a.png", 302),
    );
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(tinyPng);
  });

  it("passes on none of the storage's headers, and takes none from an address", async () => {
    const headers = {
      "content-type": "text/html",
      "content-disposition": "attachment; filename=a.exe",
      "set-cookie": "a=b",
      location: "https://elsewhere.example.com/",
      refresh: "0; url=https://elsewhere.example.com/",
      "access-control-allow-credentials": "true",
      "x-request-id": "theirs",
    };
    const { response } = await follow(
      "https://files.example.com/a.png",
      () => new Response(tinyPng, { headers }),
    );
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toEqual({
      "access-control-allow-origin": "*",
      "access-control-expose-headers": "retry-after,x-request-id",
      "cache-control": "private, no-store",
      "content-security-policy": "default-src 'none'; sandbox",
      "content-type": "image/png",
      "x-content-type-options": "nosniff",
      "x-request-id": expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    const { baseUrl } = await openRelay(await openSandbox());
    for (const path of ["/v1/results/a", "/v1/jobs/a", "/a", "/v1/providers/a/backgrounds"]) {
      const split = await fetch(`${baseUrl}${path}%0d%0aset-cookie:%20a=b%0d%0a%0d%0a<p>`, bearer());
      expect(split.status).toBe(404);
      expect(split.headers.get("set-cookie")).toBeNull();
      expect(await split.text()).not.toContain("<p>");
    }
  });

  it("passes on nothing but images", async () => {
    const html = "<!doctype html><script>alert(1)</script>";
    const { response } = await follow("https://files.example.com/a.png", () => new Response(html));
    expect(response.status).toBe(422);
    expect(await response.text()).not.toContain("script");
  });

  it.each(serviceCases)(
    "sends no key and no picture to a private address, be it that of $name",
    async (service) => {
      const sandbox = await openSandbox();
      const task = await taskOf(sandbox, service);
      const image = service.image(sandbox);
      sandbox.requests.length = 0;
      const { baseUrl } = await openRelay(sandbox, { allowPrivateAddresses: false });
      const client = await relayClient(baseUrl, undefined, documentedFetch);
      const { failures } = await client.run(task, image, { provider: `relay:${service.service}` });
      expect(failures[0]?.error).toMatchObject({ code: "refused", mayHaveBeenCharged: false });
      expect(failures[0]?.error.message).toContain("its address is not one of the open internet, by https");
      expect(sandbox.requests).toEqual([]);
    },
  );

  it("connects to no name that resolves to a private address", async () => {
    const { origin, received } = await localServer((response) => response.end("secret"));
    for (const host of ["localhost", "127.0.0.1", "[::ffff:127.0.0.1]"]) {
      const inside = origin.replace("127.0.0.1", host);
      const refused = { message: "fetch failed", cause: { code: "ENOTFOUND" } };
      for (const redirect of ["manual", "follow"] as const)
        await expect(nodeFetch()(inside, { redirect })).rejects.toMatchObject(refused);
      await expect(nodeFetch()(inside, { method: "POST", body: "key" })).rejects.toMatchObject(refused);
    }
    expect(received).toEqual([]);
    const error = await new Promise((resolve) => lookupPublic("localhost", { all: true }, resolve));
    expect(error).toMatchObject({ code: "ENOTFOUND", message: "the name leads to a private address" });
  });
});

describe("requests that are too much", () => {
  it("refuses bodies over the limit, declared or not", async () => {
    const { baseUrl } = await openRelay(await openSandbox(), { limits: { bodyBytes: 1000 } });
    const large = { ...picture, bytes: new Uint8Array(1001) };
    expect((await rawSubmit(baseUrl, cutout, large)).status).toBe(413);
    const undeclared = await fetch(`${baseUrl}/v1/jobs`, {
      method: "POST",
      headers: { ...bearer().headers, "content-type": "image/png", "idempotency-key": crypto.randomUUID() },
      body: new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(400)) }),
      duplex: "half",
    } as RequestInit).catch(() => undefined);
    // The connection may be closed while there is more to send, before the answer can be read.
    if (undeclared) expect(undeclared.status).toBe(413);
  });

  it("ends a body that arrives drop by drop, and says so", async () => {
    const { baseUrl } = await openRelay(await openSandbox(), { limits: { bodyTime: 200 } });
    const { hostname, port } = new URL(baseUrl);
    const socket = connect(Number(port), hostname);
    onTestFinished(() => void socket.destroy());
    socket.write(
      `POST /v1/jobs HTTP/1.1\r\nHost: relay\r\nAuthorization: Bearer ${token}\r\nContent-Type: image/png\r\nIdempotency-Key: 0123456789abcdef\r\nContent-Length: 100000\r\n\r\n`,
    );
    const drops = setInterval(() => socket.write("x"), 20);
    onTestFinished(() => clearInterval(drops));
    const answer = await new Promise<string>((resolve) =>
      socket.once("data", (data) => resolve(String(data))),
    );
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
  });

  it("lets go of one who asks for a result and takes nothing of it", async () => {
    const sandbox = await openSandbox({ latency: 0 });
    const { relay, baseUrl } = await openRelay(sandbox, { limits: { resultTime: 500 } });
    const { id } = await (await rawSubmit(baseUrl, cutout, picture)).json();
    const [{ path }] = (await (await fetch(`${baseUrl}/v1/jobs/${id}`, bearer())).json()).outputs;
    sandbox.faults.next(cutout.provider, "download", { kind: "oversized", bytes: 60e6 });
    const own = await listen(relay, 0, ["127.0.0.1"]);
    const { hostname, port } = new URL(own.origins[0] ?? "");
    const socket = connect(Number(port), hostname);
    onTestFinished(() => void socket.destroy());
    socket.write(`GET ${path} HTTP/1.1\r\nHost: relay\r\n\r\n`);
    await new Promise((resolve) => socket.once("readable", resolve));
    socket.pause();
    // A server ends when its last connection has.
    await own.close(60_000);
  }, 20_000);

  it("refuses to fetch a result for one who only asks for its headers", async () => {
    const sandbox = await openSandbox({ latency: 0 });
    const { baseUrl } = await openRelay(sandbox);
    const { id } = await (await rawSubmit(baseUrl, cutout, picture)).json();
    const [{ path }] = (await (await fetch(`${baseUrl}/v1/jobs/${id}`, bearer())).json()).outputs;
    expect((await fetch(baseUrl + path, { method: "HEAD" })).status).toBe(404);
    expect(sandbox.requests.some(({ operation }) => operation === "download")).toBe(false);
  });

  it("refuses what it can't hold, while a single picture that fits is let through", async () => {
    const sandbox = await openSandbox();
    const { baseUrl } = await openRelay(sandbox, { limits: { heldBytes: tinyPng.length } });
    sandbox.faults.next(cutout.provider, "submit", { kind: "slow", ms: 400 });
    const first = rawSubmit(baseUrl, cutout, picture);
    await expect.poll(() => sandbox.requests.some(({ operation }) => operation === "submit")).toBe(true);
    const second = await rawSubmit(baseUrl, cutout, picture);
    expect(second.status).toBe(429);
    expect(second.headers.get("retry-after")).toBe("2");
    expect((await first).status).toBe(201);
    expect((await rawSubmit(baseUrl, cutout, picture)).status).toBe(201);
    expect(sandbox.paid.count()).toBe(2);
  });

  it.each<[string, Record<string, string>, Record<string, string>, number]>([
    ["an unknown type", cutout, { "content-type": "text/html" }, 415],
    ["a form that is none", cutout, { "content-type": "multipart/form-data; boundary=x" }, 400],
    ["JSON that is none", cutout, { "content-type": "application/json" }, 400],
    ["no key", cutout, { "idempotency-key": "" }, 400],
    [
      "a key with other characters",
      cutout,
      { "idempotency-key": "key with spaces and ünïcode".slice(0, 14) },
      400,
    ],
    ["no provider", { task: "cutout" }, {}, 400],
    ["a provider that is not there", { ...cutout, provider: "nobody" }, {}, 404],
    ["an unknown task", { ...cutout, task: "delete" }, {}, 400],
    ["an unknown field", { ...cutout, webhook: "https://example.com" }, {}, 400],
    ["a keyword where none belongs", { ...cutout, keyword: "cup" }, {}, 400],
    ["two pictures", { ...cutout, "image-url": "https://example.com/a.png" }, {}, 400],
    ["a task that the provider lacks", { ...cutout, task: "split", keyword: "cup" }, {}, 422],
  ])("refuses %s, and nothing is paid", async (_, fields, headers, status) => {
    const sandbox = await openSandbox();
    const { baseUrl } = await openRelay(sandbox);
    const response = await rawSubmit(baseUrl, fields, picture, headers);
    await expectDocumented("POST", "/v1/jobs", response);
    expect(response.status).toBe(status);
    const { error } = await response.json();
    expect(error.mayHaveBeenCharged).toBe(false);
    expect(sandbox.paid.count()).toBe(0);
  });

  it("sends a keyword on as the words it is, whatever it would like to be", async () => {
    const sandbox = await openSandbox({ latency: 0 });
    const { baseUrl } = await openRelay(sandbox);
    const keyword = 'cup"\r\nApikey: theirs\r\n\r\n--boundary\r\nContent-Disposition: form-data; name="x';
    const splitting = serviceCases.filter(({ task, input }) => task.task === "split" && input === "bytes");
    expect(splitting.length).toBeGreaterThan(0);
    for (const { service: provider } of splitting) {
      const response = await rawSubmit(baseUrl, { provider, task: "split", keyword }, picture);
      expect([201, 400, 422]).toContain(response.status);
    }
    expect(sandbox.leaks).toEqual([]);
  });

  it("answers 10,000 requests of random garbage with clear errors, and holds on to nothing", async () => {
    const { relay } = await openRelay(await openSandbox(), {
      tokens: [{ name: "tests", token, requestsPerMinute: 1e9 }],
      log: () => {},
    });
    const text = fc.string({ maxLength: 60 });
    const request = fc.record({
      method: fc.constantFrom("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD"),
      path: fc.oneof(
        fc.constantFrom(
          "/v1/jobs",
          "/v1/jobs/",
          "/v1/results/",
          "/v1/providers/",
          "/",
          "/v1/../../etc/passwd",
        ),
        fc.webPath(),
      ),
      rest: text,
      type: fc.constantFrom("image/png", "application/json", "multipart/form-data; boundary=a", "text/plain"),
      known: fc.boolean(),
      body: fc.uint8Array({ maxLength: 2000 }),
    });
    const run = async (seed: number, count: number) => {
      for (const { method, path, rest, type, known, body } of fc.sample(request, { seed, numRuns: count })) {
        const response = await relay.fetch(
          new Request(`http://relay/${path}${encodeURIComponent(rest)}`, {
            method,
            headers: {
              authorization: known ? `Bearer ${token}` : `Bearer ${encodeURIComponent(rest)}`,
              "content-type": type,
              "idempotency-key": crypto.randomUUID(),
            },
            ...(method !== "GET" && method !== "HEAD" && { body: new Uint8Array(body) }),
          }),
        );
        const said = await response.text();
        expect(response.status, `${method} ${path}${rest}`).toBeGreaterThanOrEqual(400);
        expect(response.status).toBeLessThan(500);
        if (method !== "HEAD") expect(JSON.parse(said).error.message).toMatch(/\.$/);
      }
    };
    await run(1, 1000);
    const before = await heldMemory();
    for (let round = 2; round < 12; round++) await run(round, 1000);
    expect((await heldMemory()) - before).toBeLessThan(2 * 2 ** 20);
  });
});

import { imageFromBytes, type Progress, type SourceImage } from "@stratify/core";
import { hitpaw } from "@stratify/core/providers/hitpaw";
import { describe, expect, it } from "vitest";
import { sandboxService } from "../sandbox/services/hitpaw/index.ts";
import { siteOf } from "../sandbox/sites.ts";
import { desk, tinyPng } from "./open-sandbox.ts";
import { answer, at, cutout, polls, presigns, startHitpaw, submits } from "./start-hitpaw.ts";
import { submitOne } from "./submit-one.ts";

const tinyWebp = Buffer.from("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA", "base64");

describe("quirks", () => {
  it("H1: asks as the documents say, and delivers cutout and mask", async () => {
    const { client, url, bodies } = await startHitpaw();
    const { layers, failures } = await client.run(cutout, url, at);
    expect(failures).toEqual([]);
    expect(layers.map(({ name, role, format }) => `${name} ${role} ${format}`)).toEqual([
      "cutout cutout png",
      "mask mask png",
    ]);
    expect(bodies(submits)).toEqual([{ file_url: url.url }]);
  });

  it("H1: without a mask it delivers the cutout alone, from whose alpha a mask can be derived", async () => {
    const { client, url } = await startHitpaw({ knobs: sandboxService.knobs({ maskUrl: "empty" }) });
    const { layers, failures } = await client.run(cutout, url, at);
    expect(failures).toEqual([]);
    expect(layers.map(({ role }) => role)).toEqual(["cutout"]);
  });

  it("H1: asks for both outright when configured to", async () => {
    const { client, url, bodies } = await startHitpaw({
      returnType: "all",
      knobs: sandboxService.knobs({ maskUrl: "empty" }),
    });
    expect((await client.run(cutout, url, at)).layers.map(({ role }) => role)).toEqual(["cutout", "mask"]);
    expect(bodies(submits)).toEqual([{ file_url: url.url, return_type: "all" }]);
  });

  it.each([
    ["documented", "http"],
    ["documented", "200"],
    ["code-msg", "http"],
    ["code-msg", "200"],
  ] as const)(
    "H2: reads success and failure in the envelope %s under status %s",
    async (envelope, errorStatus) => {
      const { client, sandbox, bodies } = await startHitpaw({
        knobs: sandboxService.knobs({ envelope, errorStatus }),
      });
      expect((await client.run(cutout, desk, at)).layers).toHaveLength(2);
      sandboxService.knobsOf(sandbox).coins = 19;
      const { failures } = await client.run(cutout, desk, at);
      expect(failures[0]?.error.message).toBe(
        "HitPaw: desk.png: the account has too few credits (The coins are not enough). " +
          "Nothing was charged; add credits and run it again.",
      );
      expect(failures[0]?.error).toMatchObject({ providerCode: "110402000", mayHaveBeenCharged: false });
      expect(bodies(submits)).toHaveLength(2);
    },
  );

  it("H2: a code nobody documents is a refusal, also under status 200", async () => {
    const { client, url, sandbox, bodies } = await startHitpaw();
    sandbox.faults.next("hitpaw", "submit", answer(200, { code: 7, msg: "not today", data: null }));
    const { failures } = await client.run(cutout, url, at);
    expect(failures[0]?.error).toMatchObject({
      code: "refused",
      providerCode: "7",
      detail: "not today",
      mayHaveBeenCharged: false,
    });
    expect(bodies(submits)).toHaveLength(1);
  });

  it("H2: success without data may have been charged, and is never sent again", async () => {
    const { client, url, sandbox, bodies } = await startHitpaw();
    sandbox.faults.next("hitpaw", "submit", answer(200, { code: 200, message: "OK", data: null }, true));
    const { failures } = await client.run(cutout, url, at);
    expect(failures[0]?.error).toMatchObject({ code: "unexpected-response", mayHaveBeenCharged: true });
    expect(bodies(submits)).toHaveLength(1);
  });

  it("H3: downloads as soon as the job is done, and shows the shortest lifetime that is stated", async () => {
    const { client, url, sandbox } = await startHitpaw();
    await client.run(cutout, url, at);
    const operations = sandbox.requests.map(({ operation }) => operation);
    expect(operations).toEqual(["submit", "status", "status", "download", "download"]);
    expect(client.providers[0]?.capabilities.resultLifetime).toBe(24 * 3_600_000);
  });

  it("H3: says that results have expired, and keeps the handle", async () => {
    const { client, url } = await startHitpaw({ knobs: sandboxService.knobs({ resultLifetime: -1000 }) });
    const { failures } = await client.run(cutout, url, at);
    expect(failures[0]?.error.code).toBe("result-expired");
    expect(failures[0]?.error.handle?.provider).toBe("hitpaw");
  });

  it("H4: a bad key is told from a bad request by its code", async () => {
    const { clientFor, url, sandbox } = await startHitpaw();
    const { failures } = await clientFor("hitpaw-mistyped-key").run(cutout, url, at);
    expect(failures[0]?.error).toMatchObject({
      code: "unauthorized",
      status: 400,
      providerCode: "110400000",
    });
    expect(failures[0]?.error.message).toBe(
      "HitPaw: desk.png: the service did not accept the API key (api_key is not valid). " +
        "Check the key and set it again.",
    );
    expect(sandbox.paid.count()).toBe(0);
  });

  it("H4: an unknown job is told from a bad request by its code, and asked about again", async () => {
    const { client, url, bodies } = await startHitpaw();
    const handle = await submitOne(client, cutout, url, at);
    await expect(client.resume({ ...handle, job: "no-such-job" })).rejects.toMatchObject({
      code: "not-found",
      detail: "The task does not exist",
    });
    expect(bodies(polls)).toHaveLength(6);
  });

  it.each(["data", "root"] as const)("H5: reads a status that stands in %s", async (statusAt) => {
    const { client, url } = await startHitpaw({ knobs: sandboxService.knobs({ statusAt }) });
    const { layers, jobs } = await client.run(cutout, url, at);
    expect(layers).toHaveLength(2);
    expect(jobs[0]?.polls).toBe(2);
  });

  it.each(["empty", "null", "absent"] as const)("H6: waits while addresses are %s", async (pendingUrl) => {
    const { client, url } = await startHitpaw({
      latency: { polls: 3 },
      knobs: sandboxService.knobs({ pendingUrl }),
    });
    const { layers, jobs } = await client.run(cutout, url, at);
    expect(layers).toHaveLength(2);
    expect(jobs[0]?.polls).toBe(3);
  });

  it.each(["empty", "null", "absent"] as const)(
    "H6: a finished job whose addresses are %s has no output",
    async (pendingUrl) => {
      const { client, url, sandbox } = await startHitpaw({ knobs: sandboxService.knobs({ pendingUrl }) });
      sandbox.faults.always("hitpaw", "status", { kind: "empty-output" });
      const { failures } = await client.run(cutout, url, at);
      expect(failures[0]?.error.code).toBe("no-output");
    },
  );

  it("H7: bytes are uploaded under a plain name, and the upload's address is what is paid for", async () => {
    const { client, sandbox, bodies } = await startHitpaw();
    const image = imageFromBytes(tinyWebp, "Grandma's desk (1).PNG");
    const phases: string[] = [];
    const { layers } = await client.run(cutout, image, {
      ...at,
      onProgress: ({ phase }) => phases.push(phase),
    });
    expect(layers).toHaveLength(2);
    expect(phases.slice(0, 2)).toEqual(["uploading", "submitting"]);
    const operations = sandbox.requests.map(({ operation }) => operation);
    expect(operations.slice(0, 3)).toEqual(["presign", "put", "submit"]);
    expect(bodies(presigns)).toEqual([{ filename: "image.webp", content_type: "image/webp" }]);
    const [{ file_url }] = bodies(submits);
    expect(file_url).toMatch(new RegExp(`^${sandbox.uploadsUrl}/[^?]+\\.webp$`));
    expect(Buffer.from(await (await fetch(file_url)).arrayBuffer())).toEqual(tinyWebp);
  });

  it("H7: says what to do about an address that the service can't fetch", async () => {
    const { client, sandbox, bodies } = await startHitpaw();
    const image: SourceImage = { kind: "url", name: "desk.png", url: "http://192.168.0.7/desk.png" };
    const { failures } = await client.run(cutout, image, at);
    expect(failures[0]?.error.message).toBe(
      "HitPaw: desk.png: the service refused the request " +
        "(Invalid URL: its address must be public; a file can be sent instead). " +
        "Change it as the service says and run it again.",
    );
    expect(failures[0]?.error).toMatchObject({ code: "refused", mayHaveBeenCharged: false });
    expect(bodies(submits)).toHaveLength(1);
    expect(sandbox.paid.count()).toBe(0);
  });

  it("H8: the key goes to the service alone, neither to uploads nor to results", async () => {
    const { client, sandbox, sent } = await startHitpaw();
    await client.run(cutout, desk, at);
    const withKey = sent.filter(({ headers }) =>
      JSON.stringify([...headers]).includes(siteOf(sandbox, "hitpaw").apiKey),
    );
    expect(new Set(withKey.map(({ url }) => url.origin))).toEqual(
      new Set([siteOf(sandbox, "hitpaw").baseUrl]),
    );
    expect(new Set(sent.map(({ url }) => url.origin)).size).toBe(3);
    expect(sandbox.leaks).toEqual([]);
    expect(client.providers[0]?.capabilities.keyInBrowser).toBe("unstated");
  });

  it("H9: asks for no webhook: the end of a job is learned by polling alone", async () => {
    const { client, url, bodies } = await startHitpaw();
    const { jobs } = await client.run(cutout, url, at);
    expect(bodies(submits).map((body) => Object.keys(body))).toEqual([["file_url"]]);
    expect(bodies(polls)).toEqual(Array(2).fill({ job_id: jobs[0]?.handle.job }));
  });

  it("H10: the upload carries the signed type and nothing else", async () => {
    const { client, sent } = await startHitpaw();
    expect((await client.run(cutout, desk, at)).failures).toEqual([]);
    const put = sent.find(({ method }) => method === "PUT");
    expect([...(put?.headers ?? [])]).toEqual([["content-type", "image/png"]]);
    expect(put?.body).toBeInstanceOf(Uint8Array);
    expect(put?.body).toEqual(tinyPng);
  });

  it("H10: says that the storage refused an upload, and pays for nothing", async () => {
    const { client, sandbox, bodies } = await startHitpaw({
      knobs: sandboxService.knobs({ presignLifetime: -1000 }),
    });
    const { failures } = await client.run(cutout, desk, at);
    expect(failures[0]?.error).toMatchObject({ code: "upload-failed", status: 403 });
    expect(failures[0]?.error.mayHaveBeenCharged).toBe(false);
    expect(failures[0]?.error.message).toContain("its storage responded with status 403");
    expect(JSON.stringify(failures)).not.toContain("Signature");
    expect(sandbox.requests.filter(({ operation }) => operation === "put")).toHaveLength(1);
    expect(bodies(submits)).toEqual([]);
  });

  it("H11: takes no address without https, but for this machine", () => {
    const apiKey = "hitpaw-any-key";
    expect(() => hitpaw({ apiKey, baseUrl: "http://api-base.hitpaw.com" })).toThrow(/https:\/\//);
    expect(hitpaw({ apiKey }).capabilities.host).toBe("api-base.hitpaw.com");
    expect(hitpaw({ apiKey, baseUrl: "http://localhost:8080/" }).capabilities.host).toBe("localhost:8080");
  });

  it.each([301, 307])("H11: follows no redirect (%i) of a paid request", async (status) => {
    const { client, url, sandbox, bodies } = await startHitpaw();
    const headers = { location: `${sandbox.filesUrl}/api/image-segmentation` };
    sandbox.faults.next("hitpaw", "submit", { kind: "arbitrary", status, headers });
    const { failures } = await client.run(cutout, url, at);
    expect(failures[0]?.error).toMatchObject({ code: "unexpected-response", mayHaveBeenCharged: false });
    expect(bodies(submits)).toHaveLength(1);
    expect(sandbox.requests).toHaveLength(1);
    expect(sandbox.leaks).toEqual([]);
  });
});

describe("statuses", () => {
  const running = ["INPUT_PREPARING", "CONVERTING", "CONVERT_COMPLETED", "OUTPUT_SAVING", "OUTPUT_SAVED"];

  it("waits through every word that is no end, CONVERT_COMPLETED among them, and reports it", async () => {
    const statusChain = ["WAITING", "PENDING", ...running, "DEFROSTING"];
    const { client, url } = await startHitpaw({ latency: 0, knobs: sandboxService.knobs({ statusChain }) });
    const seen: Progress[] = [];
    const { layers } = await client.run(cutout, url, { ...at, onProgress: (event) => seen.push(event) });
    expect(layers).toHaveLength(2);
    const words = seen.filter(({ phase, raw }) => raw && phase !== "downloading" && phase !== "done");
    expect(words.map(({ phase, raw }) => `${phase} ${raw}`)).toEqual([
      "queued WAITING",
      "queued PENDING",
      ...[...running, "DEFROSTING"].map((word) => `running ${word}`),
    ]);
  });

  it.each([
    ["ERROR", "job-failed"],
    ["ERROR_INTERRUPTION", "job-failed"],
    ["TIMEOUT", "job-failed"],
    ["REJECT", "content-refused"],
    ["NSFW", "content-refused"],
    ["CANCEL", "job-canceled"],
  ])("%s ends the wait as %s", async (word, code) => {
    const { client, url, bodies } = await startHitpaw({
      knobs: sandboxService.knobs({ statusChain: ["CONVERTING", word] }),
    });
    const { failures } = await client.run(cutout, url, at);
    expect(failures[0]?.error.code).toBe(code);
    expect(failures[0]?.error.handle).toBeUndefined();
    expect(failures[0]?.handle).toMatchObject({ provider: "hitpaw", task: "cutout" });
    expect(bodies(polls)).toHaveLength(2);
  });

  it("a handle is plain JSON with the cost and without key or address, and enough in another process", async () => {
    const { client, clientFor, sandbox } = await startHitpaw({ knobs: sandboxService.knobs({ price: 35 }) });
    const saved = JSON.stringify(await submitOne(client, cutout, desk, at));
    expect(JSON.parse(saved)).toEqual({
      version: 3,
      provider: "hitpaw",
      job: sandbox.paid.entries[0]?.job,
      task: "cutout",
      image: "desk.png",
      submittedAt: expect.any(Number),
      cost: { amount: 35, unit: "coins" },
    });
    const { layers } = await clientFor(siteOf(sandbox, "hitpaw").apiKey).resume(saved);
    expect(layers.map(({ role }) => role)).toEqual(["cutout", "mask"]);
    expect(sandbox.paid.count("hitpaw")).toBe(1);
  });

  it("the cost is what the service says that it took", async () => {
    const { client, url } = await startHitpaw();
    const { cost } = await client.run(cutout, url, at);
    expect(cost).toEqual({ amount: 20, unit: "coins" });
  });
});

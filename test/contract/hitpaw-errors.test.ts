import { inspect } from "node:util";
import type { SourceImage, Task } from "@stratify/core";
import { describe, expect, it } from "vitest";
import { siteOf } from "../sandbox/sites.ts";
import { desk } from "./open-sandbox.ts";
import { answer, at, cutout, polls, presigns, startHitpaw, submits } from "./start-hitpaw.ts";

/** Every row of the vendor's tables: code, HTTP status, and what a user is told. */
const table = [
  [100400000, 400, "refused"],
  [100400001, 400, "refused"],
  [100400002, 400, "refused"],
  [100401000, 401, "unauthorized"],
  [100403000, 403, "refused"],
  [100403001, 403, "forbidden"],
  [100403002, 403, "forbidden"],
  [110400000, 400, "unauthorized"],
  [110400005, 400, "refused"],
  [110400007, 400, "refused"],
  [110402000, 402, "insufficient-credits"],
  [110402001, 402, "insufficient-credits"],
  [110402004, 402, "insufficient-credits"],
] as const;

describe("errors of a submit", () => {
  it.each(table)("%i under status %i is %s, and nothing was charged", async (error_code, status, code) => {
    const { client, url, sandbox, bodies } = await startHitpaw();
    sandbox.faults.always("hitpaw", "submit", answer(status, { error_code, message: "so it is" }));
    const { failures } = await client.run(cutout, url, at);
    expect(failures[0]?.error).toMatchObject({
      code,
      providerCode: `${error_code}`,
      mayHaveBeenCharged: false,
    });
    expect(failures[0]?.error.message).toContain("so it is");
    expect(bodies(submits)).toHaveLength(1);
  });

  it.each(table)("%i counts the same under status 200 as under %i", async (code, _status, expected) => {
    const { client, url, sandbox, bodies } = await startHitpaw();
    sandbox.faults.always("hitpaw", "submit", answer(200, { code, msg: "so it is", data: null }));
    const { failures } = await client.run(cutout, url, at);
    expect(failures[0]?.error).toMatchObject({ code: expected, mayHaveBeenCharged: false });
    expect(bodies(submits)).toHaveLength(1);
  });

  it.each([200, 429])(
    "100429000 under status %i is tried again, since it was not accepted",
    async (status) => {
      const { client, url, sandbox, bodies } = await startHitpaw();
      sandbox.faults.next("hitpaw", "submit", answer(status, { error_code: 100429000 }), 2);
      expect((await client.run(cutout, url, at)).layers).toHaveLength(2);
      expect(bodies(submits)).toHaveLength(3);
      expect(sandbox.paid.count("hitpaw")).toBe(1);
    },
  );

  it.each([
    [200, 100500000],
    [500, 100500000],
    [500, 100500007],
  ])("status %i with %i may have been charged, and is never tried again", async (status, error_code) => {
    const { client, url, sandbox, bodies } = await startHitpaw();
    sandbox.faults.always(
      "hitpaw",
      "submit",
      answer(status, { error_code, message: "Internal error" }, true),
    );
    const { failures } = await client.run(cutout, url, at);
    expect(failures[0]?.error).toMatchObject({ code: "outcome-unknown", mayHaveBeenCharged: true });
    expect(bodies(submits)).toHaveLength(1);
  });

  it("a key that the service echoes is struck out", async () => {
    const { client, url, sandbox } = await startHitpaw();
    const { apiKey } = siteOf(sandbox, "hitpaw");
    const echo = { error_code: 110400000, message: `api_key ${apiKey} is not valid` };
    sandbox.faults.next("hitpaw", "submit", answer(400, echo));
    const { failures } = await client.run(cutout, url, at);
    expect(failures[0]?.error.detail).toBe("api_key [key] is not valid");
    expect(inspect(failures, { depth: null, showHidden: true })).not.toContain(apiKey);
  });
});

describe("errors of a poll", () => {
  it.each([
    [100401000, 401, "unauthorized", 1, "resumable"],
    [100403001, 403, "forbidden", 1, "resumable"],
    [110400000, 400, "unauthorized", 1, "resumable"],
    [110400002, 400, "not-found", 6, "resumable"],
    [110400003, 400, "job-failed", 1, "over"],
  ])(
    "%i (HTTP %i) ends the wait as %s after %i polls, and the job is %s",
    async (error_code, status, code, count, left) => {
      const { client, url, sandbox, bodies } = await startHitpaw();
      sandbox.faults.always("hitpaw", "status", answer(status, { error_code, message: "so it is" }));
      const { failures } = await client.run(cutout, url, at);
      expect(failures[0]?.error).toMatchObject({ code, providerCode: `${error_code}`, detail: "so it is" });
      const job = sandbox.paid.entries[0]?.job;
      expect(failures[0]?.handle?.job).toBe(job);
      expect(failures[0]?.error.handle?.job).toBe(left === "resumable" ? job : undefined);
      expect(bodies(polls)).toHaveLength(count);
    },
  );

  it.each([
    [429, 100429000],
    [200, 100429000],
    [500, 100500000],
    [500, 100500001],
    [200, 100500007],
  ])("status %i with %i passes", async (status, error_code) => {
    const { client, url, sandbox, bodies } = await startHitpaw();
    sandbox.faults.next("hitpaw", "status", answer(status, { error_code }), 2);
    expect((await client.run(cutout, url, at)).layers).toHaveLength(2);
    expect(bodies(polls)).toHaveLength(4);
  });
});

describe("errors of an upload", () => {
  it.each([500, 503])("asks again for a signed address after status %i", async (status) => {
    const { client, sandbox, bodies } = await startHitpaw();
    sandbox.faults.next("hitpaw", "presign", { kind: "status", status });
    expect((await client.run(cutout, desk, at)).layers).toHaveLength(2);
    expect(bodies(presigns)).toHaveLength(2);
  });

  it.each([{ kind: "reset-before" }, { kind: "reset-after" }, { kind: "status", status: 503 }] as const)(
    "puts the bytes again after $kind",
    async (fault) => {
      const { client, sandbox } = await startHitpaw();
      sandbox.faults.next("hitpaw", "put", fault);
      expect((await client.run(cutout, desk, at)).layers).toHaveLength(2);
      expect(sandbox.requests.filter(({ operation }) => operation === "put")).toHaveLength(2);
      expect(sandbox.paid.count("hitpaw")).toBe(1);
    },
  );

  it.each(["file:///etc/hosts", "ftp://127.0.0.1/a", "not an address"])(
    "puts nothing to %s",
    async (upload_url) => {
      const { client, sandbox, sent } = await startHitpaw();
      const data = { upload_url, access_url: "https://cdn.example/a.png", content_type: "image/png" };
      sandbox.faults.next("hitpaw", "presign", answer(200, { code: 0, data }));
      const { failures } = await client.run(cutout, desk, at);
      expect(failures[0]?.error).toMatchObject({ code: "unexpected-response", mayHaveBeenCharged: false });
      expect(sent).toHaveLength(1);
    },
  );
});

describe("limits checked before anything is sent", () => {
  const gif: SourceImage = {
    kind: "bytes",
    name: "a.gif",
    bytes: new Uint8Array([71, 73, 70, 56]),
    format: "gif",
  };

  it.each<[string, Task, SourceImage, string]>([
    ["a format it does not list", cutout, gif, "invalid-request"],
    ["an address that is none", cutout, { kind: "url", name: "a", url: "file:///a.png" }, "invalid-request"],
    ["an earlier render", cutout, { kind: "render", name: "a", id: "r1" }, "unsupported"],
    ["keywords", { task: "split", keywords: ["cup"] }, desk, "unsupported"],
    [
      "another background",
      { task: "replace-background", background: { kind: "color", color: "#ff8800" } },
      desk,
      "unsupported",
    ],
  ])("refuses %s", async (_what, task, image, code) => {
    const { client, sandbox } = await startHitpaw();
    await expect(client.run(task, image, at)).rejects.toMatchObject({ code, provider: "hitpaw" });
    expect(sandbox.requests).toEqual([]);
  });
});

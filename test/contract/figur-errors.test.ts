import { inspect } from "node:util";
import { imageFromBytes } from "@stratify/core";
import { describe, expect, it } from "vitest";
import { sandboxService } from "../sandbox/services/figur/index.ts";
import { siteOf } from "../sandbox/sites.ts";
import { desk, tinyPng } from "./open-sandbox.ts";
import { failure, onto, startFigur } from "./start-figur.ts";
import { submitOne } from "./submit-one.ts";

const at = { provider: "figur" } as const;

describe("limits, checked before anything is sent", () => {
  const gif = imageFromBytes(new TextEncoder().encode("GIF89a, or so it says"), "moving.gif");
  const large = new Uint8Array(25 * 2 ** 20 + 1);
  large.set(tinyPng);

  it.each([
    ["a format it does not take", gif, onto("any"), "invalid-request", "jpeg, png, webp"],
    ["more than 25 MB", imageFromBytes(large, "large.png"), onto("any"), "invalid-request", "26214400 bytes"],
    [
      "an address",
      { kind: "url", name: "a.png", url: "https://a.test/a.png" },
      onto("any"),
      "unsupported",
      "bytes or render",
    ],
    ["no background", desk, onto(""), "invalid-request", "no background"],
    [
      "a colour",
      desk,
      { task: "replace-background", background: { kind: "color", color: "#ff8800" } },
      "unsupported",
      "catalogue",
    ],
  ] as const)("refuses %s", async (_, image, task, code, words) => {
    const { client, sent } = await startFigur();
    const error = await failure(client.run(task, image, at));
    expect(error).toMatchObject({ code, image: image.name });
    expect(error.message).toContain(words);
    expect(sent).toEqual([]);
  });

  it("takes a file of exactly 25 MB", async () => {
    const { client, beach } = await startFigur();
    const { layers } = await client.run(beach, imageFromBytes(large.subarray(0, -1), "exact.png"), at);
    expect(layers).toHaveLength(1);
  });
});

describe("errors", () => {
  it("401: the key is not accepted, and is not in the error", async () => {
    const { newClient, beach } = await startFigur();
    const apiKey = "sk_live_wrong_key_0123456789";
    const { failures } = await newClient({ apiKey }).run(beach, desk, at);
    const error = failures[0]?.error;
    expect(error).toMatchObject({ code: "unauthorized", status: 401, mayHaveBeenCharged: false });
    expect(`${inspect(error, { depth: 9 })}${JSON.stringify(error)}${error}`).not.toContain(apiKey);
  });

  it("402: too few credits, nothing charged", async () => {
    const { client, beach, sandbox } = await startFigur({ knobs: sandboxService.knobs({ credits: 4 }) });
    const { failures } = await client.run(beach, desk, at);
    expect(failures[0]?.error).toMatchObject({
      code: "insufficient-credits",
      providerCode: "INSUFFICIENT_BALANCE",
    });
    expect(failures[0]?.error.message).toContain("Nothing was charged");
    expect(sandbox.paid.count()).toBe(0);
  });

  it("403: the key lacks the capability", async () => {
    const { newClient, sandbox, beach } = await startFigur();
    const { failures } = await newClient({ apiKey: siteOf(sandbox, "figur").limitedKey }).run(
      beach,
      desk,
      at,
    );
    expect(failures[0]?.error).toMatchObject({ code: "forbidden", status: 403 });
  });

  it("404: an unknown job ends the wait, an unknown background the submit", async () => {
    const { client, beach, sandbox } = await startFigur();
    const handle = await submitOne(client, beach, desk, at);
    const job = await failure(client.resume({ ...handle, job: "01JUNKNOWN" }));
    expect(job).toMatchObject({ code: "not-found", providerCode: "JOB_NOT_FOUND" });
    const { failures } = await client.run(onto("01JNOWHERE"), desk, at);
    expect(failures[0]?.error).toMatchObject({ code: "not-found", providerCode: "RESOURCE_NOT_FOUND" });
    expect(sandbox.paid.count()).toBe(1);
  });

  it.each([413, 415])("%i: the service's own words about an upload", async (status) => {
    const { client, beach, sandbox, swaps } = await startFigur();
    sandbox.faults.next("figur", "upload", { kind: "status", status });
    const { failures } = await client.run(beach, desk, at);
    expect(failures[0]?.error).toMatchObject({ code: "refused", status });
    expect(failures[0]?.error.detail).toMatch(/25 MB|no JPEG/);
    expect(swaps()).toEqual([]);
  });

  it("429: waits as asked and pays once", async () => {
    const { client, beach, sandbox, swaps } = await startFigur();
    sandbox.faults.next("figur", "submit", { kind: "status", status: 429, retryAfter: 1 }, 2);
    const { layers } = await client.run(beach, desk, at);
    expect(layers).toHaveLength(1);
    expect(swaps()).toHaveLength(3);
    expect(sandbox.paid.count()).toBe(1);
  });

  it("5xx: uploads and polls are repeated, a dispatch is not", async () => {
    const { client, beach, sandbox, swaps } = await startFigur();
    sandbox.faults.next("figur", "upload", { kind: "status", status: 503 });
    sandbox.faults.next("figur", "status", { kind: "status", status: 500 }, 2);
    expect((await client.run(beach, desk, at)).layers).toHaveLength(1);

    sandbox.faults.next("figur", "submit", { kind: "status", status: 500 });
    const { failures } = await client.run(beach, desk, at);
    expect(failures[0]?.error).toMatchObject({ code: "outcome-unknown", mayHaveBeenCharged: true });
    expect(swaps()).toHaveLength(2);
    expect(sandbox.paid.count()).toBe(1);
  });
});

import { imageFromBytes, type SourceImage, type StratifyError, type Task } from "@stratify/core";
import { describe, expect, it } from "vitest";
import { sandboxService } from "../sandbox/services/aetherforge/index.ts";
import { desk, tinyPng } from "./open-sandbox.ts";
import { startAetherforge } from "./start-aetherforge.ts";
import { submitOne } from "./submit-one.ts";

const at = { provider: "aetherforge" } as const;
const cup: Task = { task: "split", keywords: ["cup"] };

describe("tasks", () => {
  it("runs one job per keyword, and one keyword's failure leaves the others their layers", async () => {
    const { client, sandbox } = await startAetherforge({ knobs: sandboxService.knobs({ layers: 1 }) });
    sandbox.faults.next("aetherforge", "submit", { kind: "job-failed" });
    const { layers, failures } = await client.run(
      { task: "split", keywords: ["arm", "leg", "body"] },
      desk,
      at,
    );
    expect(layers.map(({ name }) => name)).toEqual(["leg", "body"]);
    expect(failures.map(({ keyword }) => keyword)).toEqual(["arm"]);
    for (const keyword of ["arm", "leg", "body"])
      expect(sandbox.paid.count("aetherforge", { keyword })).toBe(1);
  });

  it.each([
    ["character", {}],
    ["shoe", { subjectKeyword: "shoe" }],
  ])("cuts the subject out by the keyword %j", async (keyword, options) => {
    const { client, sandbox } = await startAetherforge({
      ...options,
      knobs: sandboxService.knobs({ layers: 1 }),
    });
    const { layers } = await client.run({ task: "cutout" }, desk, at);
    expect(layers).toEqual([expect.objectContaining({ name: "cutout", role: "cutout" })]);
    expect(sandbox.paid.count("aetherforge", { keyword })).toBe(1);
  });
});

describe("errors", () => {
  const unreadable = imageFromBytes(tinyPng.subarray(0, 9), "cut.png");

  it("400: says that the file is no image", async () => {
    const { client, sandbox } = await startAetherforge();
    const { failures } = await client.run(cup, unreadable, at);
    expect(failures[0]?.error).toMatchObject({
      code: "refused",
      detail: "Invalid image file",
      image: "cut.png",
    });
    expect(sandbox.paid.count()).toBe(0);
  });

  it("401: says that the key was not accepted, and never says the key", async () => {
    const apiKey = "af-mistyped-key";
    const { client } = await startAetherforge({ apiKey });
    const { failures } = await client.run(cup, desk, at);
    expect(failures[0]?.error).toMatchObject({ code: "unauthorized", detail: "Invalid API key" });
    expect(JSON.stringify(failures)).not.toContain(apiKey);
  });

  it("422: reads FastAPI's list of what is wrong", async () => {
    const { client } = await startAetherforge();
    const handle = await submitOne(client, { task: "split", keywords: ["cup"] }, desk, at);
    const error: StratifyError = await client
      .resume({ ...handle, job: "not-a-uuid" })
      .catch((thrown) => thrown);
    expect(error).toMatchObject({ code: "refused", detail: "path.job_id: Input should be a valid UUID" });
  });

  it.each([
    [402, "insufficient-credits"],
    [413, "refused"],
    [422, "refused"],
  ])("%i, which is not documented, is not repeated", async (status, code) => {
    const { client, sandbox } = await startAetherforge();
    sandbox.faults.always("aetherforge", "submit", { kind: "status", status });
    const { failures } = await client.run(cup, desk, at);
    expect(failures[0]?.error).toMatchObject({ code, status, mayHaveBeenCharged: false });
    expect(sandbox.requests).toHaveLength(1);
  });

  it("429, which is not documented, is waited out and paid once", async () => {
    const { client, sandbox } = await startAetherforge();
    sandbox.faults.next("aetherforge", "submit", { kind: "status", status: 429 }, 2);
    sandbox.faults.next("aetherforge", "status", { kind: "status", status: 429 });
    expect((await client.run(cup, desk, at)).layers).toHaveLength(2);
    expect(sandbox.paid.count()).toBe(1);
  });

  it("500 at a submit may have been charged and is not repeated", async () => {
    const { client, sandbox } = await startAetherforge();
    sandbox.faults.next("aetherforge", "submit", { kind: "status-after", status: 500 });
    const { failures } = await client.run(cup, desk, at);
    expect(failures[0]?.error).toMatchObject({ code: "outcome-unknown", mayHaveBeenCharged: true });
    expect(sandbox.paid.count()).toBe(1);
  });
});

describe("limits", () => {
  const gif = imageFromBytes(new TextEncoder().encode("GIF89a, or so it says"), "moving.gif");
  const orange: Task = { task: "replace-background", background: { kind: "color", color: "#ff8800" } };
  const refused: readonly [string, Task, SourceImage, string][] = [
    ["a format it does not name", cup, gif, "invalid-request"],
    [
      "an address",
      cup,
      { kind: "url", name: "desk.png", url: "https://example.com/desk.png" },
      "unsupported",
    ],
    ["an earlier render", cup, { kind: "render", name: "render", id: "1" }, "unsupported"],
    ["another background", orange, desk, "unsupported"],
    ["no keyword", { task: "split", keywords: [] }, desk, "invalid-request"],
  ];
  it.each(refused)("refuses %s before anything is sent", async (_, task, image, code) => {
    const { client, sandbox } = await startAetherforge();
    await expect(client.run(task, image, at)).rejects.toMatchObject({ code, provider: "aetherforge" });
    expect(sandbox.requests).toEqual([]);
  });

  it("sends nothing for an empty keyword, and delivers the good one beside it", async () => {
    const { client, sandbox } = await startAetherforge();
    const { layers, failures } = await client.run({ task: "split", keywords: ["cup", "  "] }, desk, at);
    expect(new Set(layers.map(({ keyword }) => keyword))).toEqual(new Set(["cup"]));
    expect(failures).toMatchObject([
      { keyword: "", error: { code: "invalid-request", provider: "aetherforge" } },
    ]);
    expect(sandbox.paid.count("aetherforge")).toBe(1);
  });
});

import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { firstStart, stateFile } from "./first-start.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "stratify-state-"));
});
afterAll(() => rm(folder, { recursive: true }));

describe("the first start", () => {
  it("makes a token and a secret, and the next one finds them", async () => {
    const file = join(folder, "deep/down/state.json");
    const made = await firstStart(file);
    expect(made.isNew).toBe(true);
    expect(made.token).not.toBe(made.secret);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await firstStart(file)).toEqual({ ...made, isNew: false });
  });

  it("happens once when two come at the same time: the other one says so", async () => {
    const file = join(folder, "twice.json");
    const both = await Promise.allSettled([firstStart(file), firstStart(file)]);
    const kept = JSON.parse(await readFile(file, "utf8"));
    for (const each of both) {
      if (each.status === "fulfilled") expect(each.value.token).toBe(kept.token);
      else expect(each.reason).toMatchObject({ code: "EEXIST" });
    }
    expect(both.some(({ status }) => status === "fulfilled")).toBe(true);
  });

  it.each(["", "{}", '{"token": 1}', "not JSON"])("leaves alone a file that holds %j", async (text) => {
    const file = join(folder, "foreign.json");
    await writeFile(file, text);
    await expect(firstStart(file)).rejects.toThrow("is not one that the relay wrote");
    expect(await readFile(file, "utf8")).toBe(text);
  });
});

it("is kept where it was told to, else where programs keep what they remember", () => {
  const env = { RELAY_STATE_FILE: "/a.json", XDG_STATE_HOME: "/state", HOME: "/home/anna" };
  expect(stateFile(env)).toBe("/a.json");
  expect(stateFile({ ...env, RELAY_STATE_FILE: "" })).toBe("/state/stratify-relay.json");
  expect(stateFile({ HOME: "/home/anna" })).toBe("/home/anna/.local/state/stratify-relay.json");
});

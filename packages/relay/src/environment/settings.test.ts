import { describe, expect, it } from "vitest";
import { readSettings } from "./settings.ts";

describe("readSettings", () => {
  it("listens to this machine alone, offers the engine and sets no limit, unless told otherwise", () => {
    expect(readSettings({})).toEqual({
      port: 4020,
      hosts: ["127.0.0.1", "::1"],
      tokens: [],
      secrets: [],
      costPerDay: {},
      engine: true,
      onlyInstance: true,
      allowPrivateAddresses: false,
    });
  });

  it("reads every variable, with spaces around the words of lists", () => {
    const settings = readSettings({
      RELAY_PORT: "0",
      RELAY_HOST: "0.0.0.0",
      RELAY_TOKENS: "anna:first-token, Ben B.:second-token , third-token",
      RELAY_SECRETS: "new, old",
      RELAY_TASKS: "cutout, split",
      RELAY_REQUESTS_PER_MINUTE: "60",
      RELAY_COST_PER_DAY: "one=500, two=0.5",
      RELAY_ENGINE: "0",
      RELAY_ONLY_INSTANCE: "0",
      RELAY_ALLOW_PRIVATE_ADDRESSES: "1",
    });
    expect(settings).toEqual({
      port: 0,
      hosts: ["0.0.0.0"],
      tokens: [
        { name: "anna", token: "first-token" },
        { name: "Ben B.", token: "second-token" },
        { name: "token 3", token: "third-token" },
      ],
      secrets: ["new", "old"],
      tasks: ["cutout", "split"],
      requestsPerMinute: 60,
      costPerDay: { one: 500, two: 0.5 },
      engine: false,
      onlyInstance: false,
      allowPrivateAddresses: true,
    });
  });

  it("takes an empty variable for one that is not set", () => {
    expect(readSettings({ RELAY_PORT: "", RELAY_ENGINE: "", RELAY_TASKS: " , " })).toEqual(readSettings({}));
  });

  it.each([
    ["RELAY_PORT", "80.5"],
    ["RELAY_PORT", "65536"],
    ["RELAY_REQUESTS_PER_MINUTE", "0"],
    ["RELAY_REQUESTS_PER_MINUTE", "many"],
    ["RELAY_COST_PER_DAY", "one=-1"],
    ["RELAY_COST_PER_DAY", "one"],
    ["RELAY_TASKS", "cut"],
    ["RELAY_ENGINE", "true"],
  ])("names the variable and its value when %s is %s", (name, value) => {
    const read = () => readSettings({ [name]: value });
    expect(read).toThrow(name);
    expect(read).toThrow(JSON.stringify(value));
  });
});

import { expect, it } from "vitest";
import { parseSettings } from "./settings.ts";

it("takes up what was kept", () => {
  const kept = {
    language: "de",
    keys: { claid: "k" },
    relay: { address: "https://r.example", token: "t" },
    providers: { split: "claid" },
    consents: ["claid api.claid.ai"],
    history: ["shoe"],
    mode: "mask",
    fill: true,
    durations: { version: 2, durations: { "claid/split": [3000, 4000] } },
  };
  expect(parseSettings(kept)).toMatchObject(kept);
});

it("keeps what is good of settings that are damaged or of another version", () => {
  const settings = parseSettings({
    keys: { claid: 7, aetherforge: "good", figur: "not for a browser" },
    history: ["shoe", 3, null],
    mode: "hologram",
    relay: "https://old.example",
    durations: { version: 2, durations: { a: "soon", b: [1, "x"] } },
  });
  expect(settings.keys).toEqual({ aetherforge: "good" });
  expect(settings.history).toEqual(["shoe"]);
  expect(settings.mode).toBe("image");
  expect(settings.relay).toEqual({ address: "", token: "" });
  expect(settings.durations).toEqual({ version: 2, durations: { a: [], b: [1] } });
});

it.each([undefined, null, 7, "settings", [], [1], { keys: null, relay: [], durations: 3, history: {} }])(
  "makes settings of anything at all: %j",
  (kept) => {
    const settings = parseSettings(kept);
    expect(settings).toMatchObject({ language: "auto", keys: {}, history: [], mode: "image" });
    expect(parseSettings(settings)).toEqual(settings);
  },
);

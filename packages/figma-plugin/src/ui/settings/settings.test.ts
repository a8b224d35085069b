import { missingOptions } from "@stratify/app/providers/configured";
import { serviceFacts } from "@stratify/core/service-facts";
import { expect, it } from "vitest";
import { optionValue, optionValues, withOption } from "./option-values.ts";
import { directServices, endpointOption, parseSettings } from "./settings.ts";

const [one, other] = directServices;
const relayed = serviceFacts.find(({ browser }) => "relayOnly" in browser);
if (!one || !other || !relayed) throw new Error("there are services of both kinds");
const optionsOf = ({ options }: typeof one) =>
  options.filter(({ name, secret }) => !secret && name !== endpointOption);

it("takes up what was kept", () => {
  const kept = {
    language: "de",
    keys: { [one.id]: "k" },
    endpoints: { [other.id]: "http://localhost:4010" },
    relay: { address: "https://r.example", token: "t" },
    providers: { split: "acme" },
    consents: ["acme api.example"],
    history: ["shoe"],
    mode: "mask",
    fill: true,
    maxLayers: 12,
    durations: { version: 2, durations: { "acme/split": [3000, 4000] } },
  };
  expect(parseSettings(kept)).toMatchObject(kept);
});

it("asks for eight layers where nothing else was kept that could be asked for", () => {
  for (const maxLayers of [undefined, 0, 33, 2.5, "12"])
    expect(parseSettings({ maxLayers }).maxLayers).toBe(8);
});

it("keeps what is good of settings that are damaged or of another version", () => {
  const settings = parseSettings({
    keys: { [one.id]: 7, [other.id]: "good", [relayed.id]: "not for a browser" },
    options: { [one.id]: { noOption: "x", baseUrl: "elsewhere" }, [relayed.id]: { a: "b" }, [other.id]: 7 },
    history: ["shoe", 3, null],
    mode: "hologram",
    relay: "https://old.example",
    durations: { version: 2, durations: { a: "soon", b: [1, "x"] } },
  });
  expect(settings.keys).toEqual({ [other.id]: "good" });
  expect(settings.options).toEqual({});
  expect(settings.history).toEqual(["shoe"]);
  expect(settings.mode).toBe("image");
  expect(settings.relay).toEqual({ address: "", token: "" });
  expect(settings.durations).toEqual({ version: 2, durations: { a: [], b: [1] } });
});

it("keeps each option of a service that is called from here, but no choice that there is no more", () => {
  for (const service of directServices) {
    for (const option of optionsOf(service)) {
      const good = option.choices?.[0] ?? "value";
      const read = (value: string) => parseSettings({ options: { [service.id]: { [option.name]: value } } });
      expect(optionValue(read(good), service.id, option)).toBe(good);
      if (option.choices) expect(optionValue(read("no choice"), service.id, option)).toBeUndefined();
    }
  }
});

it("sets and clears any option, and nothing else", () => {
  for (const service of directServices) {
    for (const option of service.options) {
      const before = parseSettings({});
      const set = { ...before, ...withOption(before, service.id, option, "value") };
      expect(optionValues(set, service)).toEqual({
        ...optionValues(before, service),
        [option.name]: "value",
      });
      const cleared = { ...set, ...withOption(set, service.id, option, "") };
      expect(optionValues(cleared, service)).toEqual(optionValues(before, service));
      expect(missingOptions(service, optionValues(before, service)).includes(option)).toBe(
        option.required === true && option.default === undefined,
      );
      expect(missingOptions(service, optionValues(set, service))).not.toContain(option);
    }
  }
});

it.each([undefined, null, 7, "settings", [], [1], { keys: null, relay: [], durations: 3, history: {} }])(
  "makes settings of anything at all: %j",
  (kept) => {
    const settings = parseSettings(kept);
    expect(settings).toMatchObject({ language: "auto", keys: {}, history: [], mode: "image" });
    expect(parseSettings(settings)).toEqual(settings);
  },
);

import { describe, expect, it } from "vitest";
import type { ServiceOption } from "./contract/service.ts";
import { neededVariables, readEnvironment } from "./service-environment.ts";
import { services } from "./services.ts";

const words = { en: "word", de: "Wort" };
const option = (name: string, env: string, more: Partial<ServiceOption> = {}): ServiceOption => ({
  name,
  env,
  label: words,
  scope: "machine",
  ...more,
});
const keyed = {
  options: [
    option("apiKey", "ONE_API_KEY", { secret: true, required: true }),
    option("baseUrl", "ONE_BASE_URL", { default: "https://one.example.com" }),
    option("preset", "ONE_PRESET", { required: true }),
  ],
};
const selfHosted = { options: [option("baseUrl", "TWO_BASE_URL", { default: "http://localhost:7000" })] };

describe("readEnvironment", () => {
  it("gives what is set under the options' names, and names what is missing", () => {
    const env = {
      ONE_API_KEY: "key",
      ONE_PRESET: "  ",
      ONE_BASE_URL: "https://proxy.example.com",
      PATH: "/bin",
    };
    expect(readEnvironment(keyed, env)).toEqual({
      values: { apiKey: "key", baseUrl: "https://proxy.example.com" },
      set: ["ONE_API_KEY"],
      missing: ["ONE_PRESET"],
    });
  });

  it("takes the base URL of a service without a key for the wish to use it", () => {
    expect(readEnvironment(selfHosted, {})).toEqual({ values: {}, set: [], missing: ["TWO_BASE_URL"] });
    const env = { TWO_BASE_URL: "http://localhost:7001" };
    expect(readEnvironment(selfHosted, env)).toMatchObject({ set: ["TWO_BASE_URL"], missing: [] });
  });

  it.each(services)("makes a provider of $id from what it needs, and needs something", (service) => {
    const needed = neededVariables(service);
    expect(needed.length).toBeGreaterThan(0);
    const env = Object.fromEntries(
      needed.map((name) => [name, name.endsWith("_URL") ? "https://a.example.com" : "value"]),
    );
    expect(service.create(readEnvironment(service, env).values).id).toBe(service.id);
  });
});

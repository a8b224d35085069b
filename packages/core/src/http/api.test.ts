import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { defineApi, withoutKey } from "./api.ts";

const key = "very-secret-key-1234";
const define = (baseUrl: string, apiKey = key) =>
  defineApi({
    id: "claid",
    name: "Claid.ai",
    baseUrl,
    key: apiKey,
    explain: () => ({}),
  });

describe("a service's address", () => {
  it.each([
    ["https://api.claid.ai", "https://api.claid.ai"],
    ["https://api.claid.ai///", "https://api.claid.ai"],
    ["https://proxy.example/claid/", "https://proxy.example/claid"],
    ["http://localhost:8080/", "http://localhost:8080"],
    ["http://127.0.0.1:8080", "http://127.0.0.1:8080"],
    ["http://[::1]:8080", "http://[::1]:8080"],
  ])("may be %s", (given, used) => {
    expect(define(given).baseUrl).toBe(used);
  });

  it.each([
    "http://api.claid.ai",
    "http://localhost.example",
    "http://127.0.0.1.example",
    "http://192.168.0.7",
    "ftp://127.0.0.1",
    "file:///etc/hosts",
    "javascript:alert(1)",
  ])("may not be %s", (given) => {
    expect(() => define(given)).toThrow("Claid.ai: the service's base URL must begin with https://");
  });

  it("must be an address", () => {
    expect(() => define("api.claid.ai")).toThrow(TypeError);
  });
});

describe("a key", () => {
  it.each(["", " ", `${key}\n`, `${key} `, `a b`, "clé", "“quoted”"])(
    "may not be %j, and is not repeated",
    (bad) => {
      let thrown: unknown;
      try {
        define("https://api.claid.ai", bad);
      } catch (error) {
        thrown = error;
      }
      expect(thrown).toBeInstanceOf(TypeError);
      expect(String(thrown)).toContain("Claid.ai: the API key is empty or has stray characters");
      expect(inspect(thrown)).not.toContain(key);
    },
  );

  it("is struck out of words wherever it stands", () => {
    const api = define("https://api.claid.ai");
    expect(withoutKey(api, `${key} is not ${key}.`)).toBe("[key] is not [key].");
  });
});

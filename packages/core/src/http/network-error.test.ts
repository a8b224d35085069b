import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { defineApi } from "./api.ts";
import { networkError } from "./network-error.ts";

const key = "very-secret-key-1234";
const api = defineApi({
  id: "claid",
  name: "Claid.ai",
  baseUrl: "https://api.claid.ai",
  keyHeader: "apikey",
  key,
  explain: () => ({}),
});

describe("networkError", () => {
  it("says what the platform says in its innermost words", async () => {
    const thrown: unknown = await fetch("http://127.0.0.1:9").catch((error: unknown) => error);
    const error = networkError(api, thrown);
    expect(error).toMatchObject({ code: "network" });
    expect(error.detail).not.toContain("fetch failed");
    expect(error.cause).toMatchObject({ message: error.detail });
  });

  it("keeps the code by which a request that was never sent is known", async () => {
    const refused = Object.assign(new Error("connect ECONNREFUSED 127.0.0.1:1"), { code: "ECONNREFUSED" });
    const error = networkError(api, new TypeError("fetch failed", { cause: refused }));
    expect(error.message).toContain("(connect ECONNREFUSED 127.0.0.1:1)");
    expect(error.cause).toMatchObject({ code: "ECONNREFUSED" });
  });

  it("keeps no key that a host's own fetch prints", () => {
    const cause = Object.assign(new Error(`sending apikey: ${key} failed`), { headers: { apikey: key } });
    for (const thrown of [cause, new TypeError("fetch failed", { cause })]) {
      const error = networkError(api, thrown);
      expect(error.detail).toBe("sending apikey: [key] failed");
      expect(inspect(error, { depth: null, showHidden: true })).not.toContain(key);
    }
  });

  const odd = Object.assign(new Error("odd"), { message: 7 });
  it.each(["a text", undefined, 7, odd])("makes do with %j", (thrown) => {
    expect(networkError(api, thrown).message).toBe(
      "the service could not be reached. Check the connection and run it again.",
    );
  });
});

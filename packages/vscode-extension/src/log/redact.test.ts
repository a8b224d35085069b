import { describe, expect, it } from "vitest";
import { redact } from "./redact.ts";

describe("redact", () => {
  it("strikes out keys that are set, wherever they stand", () => {
    expect(redact("the service echoed hunter22 in a sentence", ["hunter22"])).toBe(
      "the service echoed [redacted] in a sentence",
    );
  });

  it.each([
    ["Authorization: Bearer abc.def-123", "abc.def-123"],
    ['{"apiKey":"s3cr3t","x":1}', "s3cr3t"],
    ["apikey=s3cr3t&job=7", "s3cr3t"],
    ["sent with Bearer abc123", "abc123"],
    ["the service said sk_live_51HxYz is unknown", "sk_live_51HxYz"],
    ["https://cdn.example/a/b.png?X-Amz-Signature=feed&e=9", "feed"],
    ["https://name:passw0rd@host.example/x", "passw0rd"],
  ])("strikes the secret out of %s", (line, secret) => {
    expect(redact(line)).not.toContain(secret);
    expect(redact(line)).toContain("[redacted]");
  });

  it("leaves what helps: host, path, job and words", () => {
    const line = "GET https://api.example/v1/job/42 answered 404 after 120 ms (cat.png, keyword 'cat')";
    expect(redact(line, ["", "k"].slice(0, 1))).toBe(line);
    expect(redact("https://cdn.example/a/b.png?sig=1")).toContain("https://cdn.example/a/b.png");
  });
});

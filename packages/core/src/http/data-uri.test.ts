import { describe, expect, it } from "vitest";
import { callContext } from "../../../../test/support/call-context.ts";
import { fromDataUri, toDataUri } from "./data-uri.ts";
import { download } from "./download.ts";

const bytesOf = (length: number) =>
  Uint8Array.from({ length }, (_, index) => (index * 7 + (index >> 8)) & 255);

describe("toDataUri", () => {
  it.each([0, 1, 2, 3, 24 * 1024 - 1, 24 * 1024, 24 * 1024 + 1, 100_001])(
    "writes %i bytes as base64",
    async (length) => {
      const bytes = bytesOf(length);
      const uri = await toDataUri({ bytes, format: "png" });
      expect(uri).toBe(`data:image/png;base64,${Buffer.from(bytes).toString("base64")}`);
    },
  );

  it("encodes an image once, however many jobs it goes to", () => {
    const image = { bytes: bytesOf(10), format: "jpeg" } as const;
    expect(toDataUri(image)).toBe(toDataUri(image));
  });
});

describe("fromDataUri", () => {
  it.each([0, 1, 2, 3, 24 * 1024 + 1, 100_001])("reads %i bytes back", async (length) => {
    const bytes = bytesOf(length);
    expect(await fromDataUri(await toDataUri({ bytes, format: "png" }), length)).toEqual(bytes);
  });

  it.each(["data:", "data:image/png;base64,a*b", "data:image/svg+xml,%3Csvg/%3E", "data:image/png;base64"])(
    "says that %j can't be read",
    async (uri) => {
      await expect(fromDataUri(uri, 100)).rejects.toMatchObject({ code: "result-invalid" });
    },
  );

  it("reads base64 in lines and in the alphabet for URLs", async () => {
    const bytes = bytesOf(100_001);
    const text = Buffer.from(bytes).toString("base64url").replace(/.{76}/g, "$&\n");
    expect(await fromDataUri(`DATA:image/png;base64,${text}`, 102_000)).toEqual(bytes);
  });

  it("says that there are more bytes than allowed before it decodes them", async () => {
    const uri = await toDataUri({ bytes: bytesOf(101), format: "png" });
    await expect(fromDataUri(uri, 98)).rejects.toMatchObject({ code: "result-too-large" });
  });
});

// A busy machine may need longer than the usual limit for 20 MB.
it("lets other work go on while 20 MB are written and read", { timeout: 60_000 }, async () => {
  const bytes = bytesOf(20 * 2 ** 20);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  let turns = 0;
  const ticking = setInterval(() => turns++, 1);
  const uri = await toDataUri({ bytes, format: "png" });
  const whileWriting = turns;
  expect(await download(uri, callContext().context)).toHaveLength(bytes.length);
  clearInterval(ticking);
  // 20 MB are some twenty turns each way; how long each takes is the business of `bench blocking`.
  expect([whileWriting >= 10, turns - whileWriting >= 10]).toEqual([true, true]);
});

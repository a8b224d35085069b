import { describe, expect, it } from "vitest";
import { createTokenBook } from "./token-book.ts";

const anna = { name: "anna", token: "the-token-of-anna-0123456789" };
const ben = { name: "ben", token: "the-token-of-ben-0123456789", tasks: ["cutout"] as const };

describe("a book of tokens", () => {
  const book = createTokenBook([anna, ben]);

  it("knows who asks, in either case of the scheme", async () => {
    expect((await book.callerOf(`Bearer ${anna.token}`))?.name).toBe("anna");
    expect((await book.callerOf(`bearer ${ben.token}`))?.name).toBe("ben");
  });

  it.each([
    undefined,
    null,
    "",
    "Bearer",
    "Bearer ",
    anna.token,
    `Basic ${anna.token}`,
    `Bearer  ${anna.token}`,
  ])("does not know %j", async (header) => {
    expect(await book.callerOf(header)).toBeUndefined();
  });

  it("names callers by ids that outlive a start, and from which no token can be told", async () => {
    const caller = await book.callerOf(`Bearer ${anna.token}`);
    const other = await createTokenBook([anna]).callerOf(`Bearer ${anna.token}`);
    expect(other?.id).toBe(caller?.id);
    expect(caller?.id).not.toContain("anna");
    expect((await book.callerById(caller?.id ?? ""))?.name).toBe("anna");
    expect(await createTokenBook([ben]).callerById(caller?.id ?? "")).toBeUndefined();
  });

  it("knows what each may ask for", async () => {
    const [first, second] = [
      await book.callerOf(`Bearer ${anna.token}`),
      await book.callerOf(`Bearer ${ben.token}`),
    ];
    expect([first?.mayAsk("split"), second?.mayAsk("split"), second?.mayAsk("cutout")]).toEqual([
      true,
      false,
      true,
    ]);
  });
});

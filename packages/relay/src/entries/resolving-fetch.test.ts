import { expect, it } from "vitest";
import { localServer } from "../../../../test/support/local-server.ts";
import { resolvingFetch } from "./resolving-fetch.ts";

it.each(["http://localhost", "http://127.0.0.1", "http://[::1]", "http://10.0.0.1"])(
  "asks nothing of %s, and says that nothing was sent",
  async (host) => {
    const { origin, received } = await localServer((response) => response.end("secret"));
    const { port } = new URL(origin);
    const asked = resolvingFetch(`${host}:${port}/a.png`, { method: "POST", body: "key" });
    await expect(asked).rejects.toMatchObject({ name: "TypeError", cause: { code: "ENOTFOUND" } });
    expect(received).toEqual([]);
  },
);

it("says so, as fetch does, when a name leads nowhere", async () => {
  const nowhere = resolvingFetch("http://nobody.invalid/");
  await expect(nowhere).rejects.toMatchObject({ name: "TypeError", cause: { syscall: "getaddrinfo" } });
});

import { describe, expect, it } from "vitest";
import { callContext } from "../../../../test/support/call-context.ts";
import { localServer } from "../../../../test/support/local-server.ts";
import { putBytes } from "./put-bytes.ts";

const type = "image/png";
const bytes = new Uint8Array([1, 2, 3, 255]);

describe("putBytes", () => {
  it.each(["image/png", "image/jpeg; charset=binary", "IMAGE/WebP"])(
    "sends the bytes under the signed type %s, byte for byte, and nothing else",
    async (signed) => {
      const { origin, received } = await localServer((response) => response.end());
      await putBytes(
        { url: `${origin}/a/b.png?Signature=x%2By`, type: signed, bytes },
        callContext().context,
      );
      expect(received).toHaveLength(1);
      expect(received[0]).toMatchObject({ method: "PUT", path: "/a/b.png?Signature=x%2By" });
      expect(received[0]?.body).toEqual(Buffer.from(bytes));
      const {
        "content-type": sent,
        "content-length": length,
        authorization,
        apikey,
        cookie,
      } = received[0]?.headers ?? {};
      expect({ sent, length, authorization, apikey, cookie }).toEqual({ sent: signed, length: "4" });
    },
  );

  it.each([
    [403, "upload-failed"],
    [404, "upload-failed"],
    [301, "upload-failed"],
  ])("under status %i is %s after one try", async (status, code) => {
    const { origin, received } = await localServer((response) =>
      response.writeHead(status, { location: "/elsewhere" }).end("<Code>AccessDenied</Code>"),
    );
    const put = putBytes({ url: `${origin}/?Signature=secret`, type, bytes }, callContext().context);
    const error: unknown = await put.catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code, status, detail: `its storage responded with status ${status}` });
    expect(JSON.stringify(error)).not.toContain("secret");
    expect(received).toHaveLength(1);
  });

  it.each([408, 429, 500, 503])("tries again after %i, up to three times", async (status) => {
    const { origin, received } = await localServer((response, _request, index) =>
      response.writeHead(index < 3 ? status : 200).end(),
    );
    await putBytes({ url: origin, type, bytes }, callContext().context);
    expect(received.map(({ body }) => body.length)).toEqual([4, 4, 4, 4]);
  });

  it("gives up after four tries", async () => {
    const { origin, received } = await localServer((response) => response.destroy());
    await expect(putBytes({ url: origin, type, bytes }, callContext().context)).rejects.toMatchObject({
      code: "network",
      detail: "the connection broke off",
    });
    expect(received).toHaveLength(4);
  });

  it("waits for a response as long as the caller allows", async () => {
    const { origin } = await localServer(() => {});
    const { context } = callContext({ requestTimeout: 40_000 });
    await expect(putBytes({ url: origin, type, bytes }, context)).rejects.toMatchObject({
      code: "network",
      detail: "it took more than 40 s",
    });
  });

  it("stops at once when the caller does", async () => {
    const controller = new AbortController();
    const { origin, received } = await localServer(() => controller.abort(new Error("enough")));
    const { context } = callContext({ signal: controller.signal });
    await expect(putBytes({ url: origin, type, bytes }, context)).rejects.toThrow("enough");
    expect(received).toHaveLength(1);
  });

  it.each(["file:///etc/hosts", "data:,x", "/relative", "", "http://"])(
    "sends nothing to %j",
    async (url) => {
      await expect(putBytes({ url, type, bytes }, callContext().context)).rejects.toMatchObject({
        code: "unexpected-response",
        detail: "its URL is not a web URL",
      });
    },
  );

  it.each([
    "<!DOCTYPE html><title>Sign in</title>",
    "\n <html><body>Welcome</body></html>",
    '<?xml version="1.0"?>\n<html xmlns="http://www.w3.org/1999/xhtml">',
  ])("does not take a web page for a receipt: %j", async (page) => {
    const { origin } = await localServer((response) => response.end(page));
    await expect(putBytes({ url: origin, type, bytes }, callContext().context)).rejects.toMatchObject({
      code: "upload-failed",
      status: 200,
      detail: "a web page responded in place of its storage",
    });
  });

  it("takes a receipt in XML or JSON for one", async () => {
    for (const receipt of ['<?xml version="1.0"?><PostResponse/>', '{"stored":true}', ""]) {
      const { origin } = await localServer((response) => response.end(receipt));
      await putBytes({ url: origin, type, bytes }, callContext().context);
    }
  });
});

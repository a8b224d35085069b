import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { openApiDocument } from "./openapi.ts";

it("is the document that the package publishes", async () => {
  const published = await readFile(new URL("../../openapi.json", import.meta.url), "utf8");
  expect(JSON.parse(published)).toEqual(JSON.parse(JSON.stringify(openApiDocument())));
});

import { readFile } from "node:fs/promises";
import { services } from "@stratify/core/services";
import { describe, expect, it } from "vitest";
import { serviceTables, withBlock } from "../../docs/service-tables.ts";

const read = (file: string) => readFile(new URL(`../../${file}`, import.meta.url), "utf8");

describe.each(serviceTables())("the part $name of $file", (block) => {
  it("is what the descriptors say: run `pnpm generate` after a change", async () => {
    const document = await read(block.file);
    expect(document).toBe(withBlock(document, block));
  });

  it.each(services)("tells of $id", ({ name }) => {
    expect(block.text).toContain(name);
  });
});

it("replaces what stands between the markers, and nothing else", () => {
  const document = "a\n<!-- generated: x -->\n\nold\n\n<!-- end of generated -->\nb\n";
  const changed = withBlock(document, { name: "x", text: "new" });
  expect(changed).toBe("a\n<!-- generated: x -->\n\nnew\n\n<!-- end of generated -->\nb\n");
  expect(() => withBlock(document, { name: "y", text: "new" })).toThrow('no markers of "y"');
});

import { readdir, readFile } from "node:fs/promises";
import { services } from "@stratify/core/services";
import { expect, it } from "vitest";

const root = new URL("../../", import.meta.url);
const names = services.flatMap(({ id, name }) => [id, name]).map((word) => word.replaceAll(".", "\\."));
const named = new RegExp(`\\b(?:${names.join("|")})\\b`, "i");

it.each(["demo", "docs", "packages/relay/src", "packages/relay/deploy", "packages/local-engine/src"])(
  "names no service in the sources of %s: a new one needs no edit there",
  async (folder) => {
    const entries = await readdir(new URL(folder, root), { recursive: true });
    const files = entries.filter(
      (file) => /\.(ts|mts|service|css)$|Dockerfile$/.test(file) && !/(^|\/)(node_modules|dist)\//.test(file),
    );
    expect(files.length).toBeGreaterThan(0);
    for (const file of files)
      expect(await readFile(new URL(`${folder}/${file}`, root), "utf8"), file).not.toMatch(named);
  },
);

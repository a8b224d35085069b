import { readFileSync, writeFileSync } from "node:fs";
import { serviceTables, withBlock } from "./service-tables.ts";

/** Writes the parts of the documents that are made from the services' descriptors. */
for (const block of serviceTables()) {
  const file = new URL(`../${block.file}`, import.meta.url);
  writeFileSync(file, withBlock(readFileSync(file, "utf8"), block));
}

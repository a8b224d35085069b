import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { openApiDocument } from "./src/contract/openapi.ts";

/** Writes `openapi.json`, the relay's published document. */
const file = fileURLToPath(new URL("openapi.json", import.meta.url));
writeFileSync(file, JSON.stringify(openApiDocument(), undefined, 2));
const biome = createRequire(import.meta.url).resolve("@biomejs/biome/bin/biome");
execFileSync(process.execPath, [biome, "check", "--write", file], { stdio: "inherit" });

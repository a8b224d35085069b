import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { generateManifest } from "./manifest.mts";

/** Writes what comes from the services' descriptors into `package.json`, its texts and the README. */
const at = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const read = (name: string) => readFileSync(at(name), "utf8");
const names = {
  manifest: "package.json",
  english: "package.nls.json",
  german: "package.nls.de.json",
  readme: "README.md",
} as const;

const { manifest, english, german, readme } = generateManifest({
  manifest: read(names.manifest),
  english: read(names.english),
  german: read(names.german),
  readme: read(names.readme),
});
writeFileSync(at(names.manifest), manifest);
writeFileSync(at(names.english), english);
writeFileSync(at(names.german), german);
writeFileSync(at(names.readme), readme);

import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { createVSIX } from "@vscode/vsce";
import { buildExtension } from "./build.mts";

/** Where the packed extension is. */
const packagePath = fileURLToPath(new URL("dist-vsix/stratify.vsix", import.meta.url));

await buildExtension(true);
await mkdir(fileURLToPath(new URL("dist-vsix", import.meta.url)), { recursive: true });
await createVSIX({
  cwd: fileURLToPath(new URL(".", import.meta.url)),
  packagePath,
  // Everything is in the bundles.
  dependencies: false,
  allowMissingRepository: true,
});

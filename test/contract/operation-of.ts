import { TrieRouter } from "hono/router/trie-router";
import type { Operation } from "../sandbox/faults.ts";
import { sandboxServiceOf } from "../sandbox/registry.ts";

const routers = new Map<string, TrieRouter<Operation>>();

/**
 * What a request is for, told from outside by its method and path.
 *
 * @param service id of the service that the request belongs to, wherever it goes
 */
export function operationOf(service: string, method: string, { pathname }: URL): Operation {
  const router = routers.get(service) ?? routerOf(service);
  routers.set(service, router);
  const [[found] = []] = router.match(method, pathname);
  return found?.[0] ?? (method === "PUT" ? "put" : "download");
}

function routerOf(service: string): TrieRouter<Operation> {
  const router = new TrieRouter<Operation>();
  for (const { method, path, operation } of Object.values(sandboxServiceOf(service).routes))
    if (operation) router.add(method, path, operation);
  return router;
}

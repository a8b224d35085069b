import type { Operation } from "../sandbox/faults.ts";

const submits =
  /\/(split-layer|image\/edit\/async|image\/edit\/upload|background-swap-with-image|image-segmentation)$/;
const polls = /\/(job\/[^/]+|image\/edit\/async\/[^/]+|v1\/jobs\/[^/]+|task-status)$/;

/** What a request is for, told from outside by its method and path, whichever service it goes to. */
export function operationOf(method: string, { pathname }: URL): Operation {
  if (method === "PUT") return "put";
  if (method === "POST" && submits.test(pathname)) return "submit";
  if (polls.test(pathname)) return "status";
  if (pathname.endsWith("/v1/jobs")) return "list";
  if (pathname.endsWith("/v1/uploads")) return "upload";
  return pathname.endsWith("/presign-put") ? "presign" : "download";
}

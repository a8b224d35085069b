import { setTimeout as sleep } from "node:timers/promises";
import type { Fault } from "./faults.ts";
import { html, type Reply } from "./reply.ts";

/** Whether a request with this fault reaches the service at all, and is paid if it is a submit. */
export function isAccepted(fault: Fault | undefined): boolean {
  switch (fault?.kind) {
    case "status":
    case "reset-before":
      return false;
    case "html":
    case "arbitrary":
      return fault.accepted ?? false;
    case "hang-headers":
      return fault.accepted ?? true;
    default:
      return true;
  }
}

/**
 * What is sent in place of the true reply.
 *
 * @param reply `undefined` when the request was not accepted
 * @param refuser gives the service's own error bodies
 */
export async function damage(
  reply: Reply | undefined,
  fault: Fault | undefined,
  refuser: { refuse(status: number, retryAfter?: number): Reply },
): Promise<Reply> {
  switch (fault?.kind) {
    case "status":
    case "status-after":
      return refuser.refuse(fault.status, fault.retryAfter);
    case "html":
      return html(fault.status ?? 200, "Service temporarily unavailable");
    case "arbitrary": {
      const body = typeof fault.body === "string" ? new TextEncoder().encode(fault.body) : fault.body;
      return { status: fault.status, headers: fault.headers ?? {}, body: body ?? new Uint8Array() };
    }
    case "malformed-json": {
      const body = new TextEncoder().encode('{"data": {"status": DONE,, "job_id": ');
      return { status: reply?.status ?? 200, headers: { "content-type": "application/json" }, body };
    }
    case "slow":
      await sleep(fault.ms, undefined, { ref: false });
      break;
    default:
  }
  return reply ?? refuser.refuse(500);
}

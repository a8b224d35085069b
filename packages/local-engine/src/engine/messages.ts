import type { Mask, Pixels } from "@stratify/imaging";
import type { ColorName } from "../vision/colors.ts";

/** What the worker is asked to do. */
export type Work =
  | { readonly op: "subject" | "background" }
  | { readonly op: "color"; readonly name: ColorName }
  | { readonly op: "regions"; readonly count: number };

/** A piece of work on one picture; the answer carries the same id. */
export type Request = Work & { readonly id: number; readonly image: Pixels };

/** What the worker says about a request: how far it is, or how it ended. */
export type Reply = { readonly id: number } & (
  | { readonly kind: "progress"; readonly fraction: number }
  | { readonly kind: "masks"; readonly masks: readonly Mask[] }
  | { readonly kind: "pixels"; readonly pixels: Pixels | undefined }
  | { readonly kind: "error"; readonly detail: string }
);

const kinds: readonly unknown[] = ["progress", "masks", "pixels", "error"] satisfies Reply["kind"][];
const ops: readonly unknown[] = ["subject", "background", "color", "regions"] satisfies Work["op"][];

/** Whether a message is a reply of this engine's worker; both ends are built together, so the shape follows. */
export function isReply(message: unknown): message is Reply {
  return hasId(message) && "kind" in message && kinds.includes(message.kind);
}

/** Whether a message is a request of this engine. */
export function isRequest(message: unknown): message is Request {
  return hasId(message) && "op" in message && ops.includes(message.op) && "image" in message;
}

function hasId(message: unknown): message is { id: number } {
  return typeof message === "object" && message !== null && "id" in message && typeof message.id === "number";
}

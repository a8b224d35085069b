import { type CommonKnobs, hours } from "../../knobs.ts";

export interface HitpawKnobs extends CommonKnobs {
  /** Coins left. */
  coins: number;
  /** Coins a segmentation costs. */
  price: number;
  /** `mask_url` of a finished job, unless `return_type` asks for it (H1). */
  maskUrl: "present" | "empty";
  /** Whether the undocumented `return_type` is understood; refused otherwise (H1). */
  acceptReturnType: boolean;
  /** `documented`, or as the vendor's other client reads it: `{code, msg, data}`, errors too (H2). */
  envelope: "documented" | "code-msg";
  /** Whether errors come under their HTTP status or under 200 (H2). */
  errorStatus: "http" | "200";
  /** Where a task's fields stand: in `data`, or at the root (H5). */
  statusAt: "data" | "root";
  /** The address fields of an unfinished job (H6). */
  pendingUrl: "empty" | "null" | "absent";
  /** How long a presigned upload lives in milliseconds, whatever was asked; undefined obeys the request. */
  presignLifetime: number | undefined;
}

/** HitPaw as documented, with a balance that outlasts a long run. */
export function createHitpawKnobs(common: CommonKnobs): HitpawKnobs {
  return {
    ...common,
    resultLifetime: 7 * 24 * hours,
    coins: 1_000_000,
    price: 20,
    maskUrl: "present",
    acceptReturnType: true,
    envelope: "documented",
    errorStatus: "http",
    statusAt: "data",
    pendingUrl: "empty",
    presignLifetime: undefined,
  };
}

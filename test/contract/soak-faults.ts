import type { Fault, FaultRate, Operation } from "../sandbox/faults.ts";

type Share = readonly [fault: Fault, rate: number];

/** What befalls any request whose answer is JSON. */
const wire = (retryAfter: number): readonly Share[] => [
  [{ kind: "reset-before" }, 0.01],
  [{ kind: "reset-after" }, 0.01],
  [{ kind: "status", status: 500 }, 0.01],
  [{ kind: "status", status: 503, retryAfter }, 0.01],
  [{ kind: "status-after", status: 502 }, 0.01],
  [{ kind: "status", status: 429, retryAfter: 0 }, 0.01],
  [{ kind: "status", status: 429, retryAfter }, 0.01],
  [{ kind: "hang-headers" }, 0.002],
  [{ kind: "hang-headers", accepted: false }, 0.002],
  [{ kind: "hang-body" }, 0.002],
  [{ kind: "html" }, 0.005],
  [{ kind: "html", accepted: true }, 0.005],
  [{ kind: "malformed-json" }, 0.01],
  [{ kind: "truncated-json" }, 0.005],
  [{ kind: "truncated-json", how: "cut" }, 0.005],
  [{ kind: "slow", ms: 20 }, 0.02],
];

const byOperation = (retryAfter: number): Readonly<Partial<Record<Operation, readonly Share[]>>> => ({
  submit: [...wire(retryAfter), [{ kind: "slow-job", ms: 60 }, 0.02]],
  status: [...wire(retryAfter), [{ kind: "unknown-status" }, 0.02], [{ kind: "expired-url" }, 0.02]],
  list: wire(retryAfter),
  upload: wire(retryAfter),
  presign: wire(retryAfter),
  put: [
    [{ kind: "reset-before" }, 0.01],
    [{ kind: "reset-after" }, 0.01],
    [{ kind: "status", status: 503, retryAfter }, 0.02],
    [{ kind: "status", status: 403 }, 0.005],
    [{ kind: "hang-headers" }, 0.002],
  ],
  download: [
    [{ kind: "reset-before" }, 0.02],
    [{ kind: "status", status: 503, retryAfter }, 0.02],
    [{ kind: "truncated-json" }, 0.02],
    [{ kind: "hang-headers" }, 0.002],
    [{ kind: "hang-body" }, 0.002],
    [{ kind: "html" }, 0.005],
    [{ kind: "expired-url" }, 0.01],
    [{ kind: "slow", ms: 20 }, 0.02],
  ],
});

/**
 * What goes wrong during a soak, and how often: about every eighth request.
 *
 * @param retryAfter what some answers ask to wait, in seconds
 */
export function soakFaults(retryAfter: number): readonly FaultRate[] {
  return Object.entries(byOperation(retryAfter)).flatMap(([operation, shares]) =>
    shares.map(([fault, rate]) => ({ operation: operation as Operation, fault, rate })),
  );
}

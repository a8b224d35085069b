import { type CommonKnobs, hours } from "../../knobs.ts";

export interface FigurKnobs extends CommonKnobs {
  /** Credits left. */
  credits: number;
  /** Credits a background swap costs. */
  price: number;
  /** `job_id` of a dispatch (F2). */
  jobId: "present" | "null" | "absent";
  /** With `jobId` null or absent: whether the engine took the job, or never did and the credits went back (F2). */
  dispatched: boolean;
  /** `status` of a dispatch (F11). */
  dispatchStatus: "present" | "absent";
  /** Shape of a 422 (F6). */
  validationEnvelope: "error" | "fastapi";
  /** Whether a result holds an intermediate artifact beside the final one. */
  intermediate: boolean;
  /** Case of event types and roles: the guide's or the reference's. */
  wordCase: "lower" | "sentence";
}

/** FIGUR as documented, with a balance that outlasts a long run. */
export function createFigurKnobs(common: CommonKnobs): FigurKnobs {
  return {
    ...common,
    resultLifetime: hours / 4,
    credits: 1_000_000,
    price: 5,
    jobId: "present",
    dispatched: true,
    dispatchStatus: "present",
    validationEnvelope: "error",
    intermediate: true,
    wordCase: "lower",
  };
}

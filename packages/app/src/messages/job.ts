import type { Phase, Progress } from "@stratify/core";
import type { LayerSetProgress } from "@stratify/imaging";
import type { WorkStep } from "@stratify/local-engine";
import type { Message, Translate } from "./translate.ts";

const steps: Readonly<Record<WorkStep, Message>> = {
  reading: "reading the image",
  finding: "finding the subject",
  cutting: "cutting it out",
  edges: "drawing the edges",
  painting: "painting the background",
  writing: "writing the result",
};

const phases: Readonly<Record<Phase, Message>> = {
  uploading: "uploading",
  submitting: "submitting",
  queued: "queued",
  running: "processing",
  downloading: "downloading",
  done: "done",
  failed: "failed",
};

const layerSteps: Readonly<Record<LayerSetProgress["step"], Message>> = {
  reading: "reading masks",
  composing: "making layers",
  checking: "checking layers",
};

/** What a job is doing, as exactly as its provider says. The local engine names its steps. */
export function jobMessage(
  { phase, raw, note }: Pick<Progress, "phase" | "raw" | "note">,
  t: Translate,
): string {
  const message = t(isStep(raw) ? steps[raw] : phases[phase]);
  return note === undefined ? message : `${message} · ${note}`;
}

/** What the making of layers is doing. */
export function layerStepMessage(step: LayerSetProgress["step"], t: Translate): string {
  return t(layerSteps[step]);
}

function isStep(raw: string | undefined): raw is WorkStep {
  return raw !== undefined && Object.hasOwn(steps, raw);
}

import { type Client, imageFromBytes, type Task, type TaskResult } from "@stratify/core";
import { readImageSize } from "@stratify/imaging";
import type { Operation } from "../run/operation.ts";
import type { PictureOptions, PictureWork } from "./picture-work.ts";

/**
 * Runs an operation's jobs over one picture. Whatever its bytes already tell to be impossible is refused before
 * anything is sent: no service is paid for a picture that could not be laid under its layers.
 *
 * @throws {StratifyError | ImagingError} when nothing was sent
 */
export async function runPicture(
  client: Client,
  { name, bytes = new Uint8Array(), operation, provider }: PictureWork,
  { signal, deadline, journal, onProgress }: PictureOptions,
): Promise<TaskResult> {
  const image = imageFromBytes(bytes, name);
  readImageSize(bytes);
  return client.run(taskFor(operation), image, { provider, signal, deadline, journal, onProgress });
}

function taskFor(operation: Operation): Task {
  switch (operation.op) {
    case "layers": {
      const { keywords, maxLayers } = operation;
      return { task: "split", keywords, ...(maxLayers !== undefined && { maxLayers }) };
    }
    case "background":
      return { task: "replace-background", background: operation.background };
    default:
      return { task: "cutout" };
  }
}

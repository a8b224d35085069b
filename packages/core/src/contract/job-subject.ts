import type { JobRequest, JobSubject } from "./job.ts";
import { promptNote } from "./prompt.ts";

/** What a handle, an intent and an event say about the job of a request. */
export function jobSubject(provider: string, request: JobRequest): JobSubject {
  const { task, keyword, maxLayers, prompt, image } = request;
  return {
    provider,
    task,
    ...(keyword && { keyword }),
    ...(maxLayers && { maxLayers }),
    ...(prompt && { prompt: promptNote(prompt) }),
    image: image.name,
  };
}

import type { Intent } from "../../contract/job.ts";
import type { JobEcho, JobList } from "./wire.ts";

/** How far the service's clock may be from ours, in milliseconds. */
export const clockSkew = 120_000;

/** Clocks that are kept by a time server differ by less, in milliseconds. */
const smallSkew = 5_000;

/** A job is not created later than this after its request was begun, in milliseconds. */
const longestSubmit = 600_000;

/** Most jobs to ask about. */
const maxAsked = 200;

/**
 * What a request is known by again; empty where it does not say. An upload is made for one submit alone, so its key
 * suffices; a render may be swapped onto several backgrounds at once.
 */
export function markerOf({
  source_image_s3_key: upload,
  source_render_public_id: render,
  background_image_public_id: background,
}: JobEcho): string {
  return upload || (render ? `${render} on ${background}` : "");
}

/**
 * Finds and claims the job of a submit whose response was lost or named no job (F2): the one whose request has the same marker.
 *
 * Jobs are asked about beginning with the one created nearest to the submit. When the same render is swapped onto the
 * same background twice at once, both jobs have the marker: each submit claims another one, and which is which does not
 * matter. Where the service does not say what its jobs were asked to do, a job is taken only if no other can be meant.
 *
 * @param read reads what a job was asked to do
 * @param claim takes a job for this submit; `false` when it is another's
 * @returns the job's id
 */
export async function findJob(
  { sentAt, marker }: Intent,
  jobs: JobList,
  read: (job: string) => Promise<JobEcho>,
  claim: (job: string) => boolean,
): Promise<string | undefined> {
  const near = jobs
    .map(({ public_id, created_at }) => ({ id: public_id, age: timeOf(created_at) - sentAt }))
    .filter(({ age }) => age >= -clockSkew && age <= longestSubmit)
    .sort((a, b) => Math.abs(a.age) - Math.abs(b.age))
    .slice(0, maxAsked);
  let silent = true;
  for (const { id } of near) {
    const found = markerOf(await read(id));
    if (found && found === marker && claim(id)) return id;
    silent &&= !found;
  }
  const [only, ...others] = near.filter(({ age }) => age >= -smallSkew);
  return silent && only && others.length === 0 && claim(only.id) ? only.id : undefined;
}

/** Milliseconds since 1970; a time without a zone is in UTC. */
function timeOf(time: string): number {
  return Date.parse(/(z|[+-]\d\d:?\d\d)$/i.test(time) ? time : `${time}Z`);
}

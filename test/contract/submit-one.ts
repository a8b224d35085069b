import type { Client, JobHandle, SourceImage, Task } from "@stratify/core";

/**
 * Starts a task of one job.
 *
 * @throws the failure of a job that was not accepted
 */
export async function submitOne<Id extends string>(
  client: Client<Id>,
  task: Task,
  image: SourceImage,
  options: Parameters<Client<Id>["submit"]>[2],
): Promise<JobHandle> {
  const { handles, failures } = await client.submit(task, image, options);
  if (failures[0]) throw failures[0].error;
  const [handle] = handles;
  if (!handle || handles.length > 1) throw new Error(`${handles.length} jobs were accepted instead of one`);
  return handle;
}

import { type JobHandle, type ProviderInfo, StratifyError } from "@stratify/core";
import { digestText } from "../access/digest.ts";
import type { Caller } from "../access/token-book.ts";
import type { JobAnswer } from "../contract/answers.ts";
import { errorAnswer, statusOf, tellable } from "../errors/error-answer.ts";
import { refusal } from "../errors/refusal.ts";
import type { Parts } from "../parts.ts";
import type { SentJob } from "./read-job.ts";
import type { Told } from "./submit-once.ts";

/**
 * Makes a submit that was read, once for its key, whether or not the one who sent it is still there to be told.
 *
 * @param key the client's own
 * @throws {StratifyError} under 402, 403, 404, 422, 429 or 503, before anything is sent
 */
export async function submitJob(parts: Parts, caller: Caller, key: string, sent: SentJob): Promise<Told> {
  const provider = parts.client.providers.find(({ id }) => id === sent.provider);
  if (!provider) throw refusal(404, "not-found", "there is no such provider here");
  const { task } = sent.task;
  if (!caller.mayAsk(task)) throw refusal(403, "forbidden", `this token may not ask for ${task}`);
  const [ownKey, fingerprint] = await Promise.all([
    digestText(`${caller.id} ${key}`),
    Promise.all(sent.files.map(digestText)).then((files) => digestText(`${files} ${sent.fields}`)),
  ]);
  return parts.submitOnce(ownKey, fingerprint, () => pay(parts, caller, provider, sent));
}

/**
 * The one submit that costs. What goes wrong at the provider is told like what goes well. Should the job's id fail to
 * be made after that, the submit was paid for all the same: it says so, and is not made again.
 */
async function pay(parts: Parts, caller: Caller, provider: ProviderInfo, sent: SentJob): Promise<Told> {
  const { clock, limits } = parts;
  const price = provider.capabilities.cost.perJob ?? 1;
  const correct = caller.allowance.reserve(provider.id, price, clock.now());
  if (!correct) {
    const detail = `this token has spent its limit at ${provider.name} for today, which ends at midnight UTC`;
    const error = refusal(402, "insufficient-credits", detail);
    return { status: 402, body: errorAnswer(error), stays: false };
  }
  let handle: JobHandle;
  try {
    const options = { provider: provider.id, deadline: limits.submitTime };
    const { handles, failures } = await parts.client.submit(sent.task, sent.image, options);
    if (!handles[0]) throw failures[0]?.error;
    handle = handles[0];
  } catch (thrown) {
    const error = tellable(thrown);
    if (!error.mayHaveBeenCharged) correct(0);
    return { status: statusOf(error, true), body: errorAnswer(error), stays: error.mayHaveBeenCharged };
  }
  correct(handle.cost?.amount ?? price);
  try {
    return { status: 201, body: await accepted(parts, caller, handle), stays: true };
  } catch {
    const detail = "the service took the job, and the relay failed to make its id";
    const about = { provider: provider.id, providerName: provider.name };
    const error = new StratifyError({ ...about, code: "outcome-unknown", detail, mayHaveBeenCharged: true });
    return { status: statusOf(error, true), body: errorAnswer(error), stays: true };
  }
}

async function accepted(
  { sealer, clock, limits }: Parts,
  caller: Caller,
  handle: JobHandle,
): Promise<JobAnswer> {
  const expires = clock.now() + limits.handleLifetime;
  // Whoever asked knows the prompt: the id is a part of URLs, and stays short without it.
  const { prompt, ...sealed } = handle;
  return {
    id: await sealer.seal("handle", caller.id, sealed, expires),
    ...(handle.cost && { cost: handle.cost }),
    ...((handle.ended || handle.outputs) && { ended: true }),
  };
}

import type { ErrorCode } from "@stratify/core";
import { services } from "@stratify/core/services";
import { expect } from "vitest";
import { firstCase, type SuiteCase, serviceCases } from "../contract/services.ts";
import { descriptorOf } from "../sandbox/descriptors.ts";
import { sandboxServiceOf, sandboxServices } from "../sandbox/registry.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";
import { siteOf } from "../sandbox/sites.ts";
import { type JourneyReport, type Outcome, stepNames } from "./journey.ts";

/** What the journey comes to in every runtime. */
export function expectedReport(sandbox: Sandbox): JourneyReport {
  const stopped = /^[^:]+: coffee\.png.*: it was stopped\. .+\.$/;
  return stepsFor(sandbox, {
    done: ({ layers, cost }) => ({ layers, failures: [], ...(cost && { cost }) }),
    stopped: ({ layers, cost }) => ({
      layers,
      failures: [said("aborted", false, stopped)],
      ...(cost && { cost }),
    }),
    wrongKey: () =>
      failed("unauthorized", false, /: the service did not accept the API key \(.+\)\. Check the key .+\.$/),
  });
}

/** Whether a service is known to let pages in by itself. */
export function letsPagesIn(service: string): boolean {
  return descriptorOf(service).capabilities.crossOrigin === "yes";
}

/** What it comes to in a page that hardly a service lets in: nobody can say whether a paid request arrived. */
export function expectedUnreached(sandbox: Sandbox): JourneyReport {
  const unreached = ({ service, task, uploads, layers, cost }: SuiteCase) => {
    if (letsPagesIn(service)) return { layers, failures: [], ...(cost && { cost }) };
    return uploads.length > 0 || task.task === "replace-background"
      ? failed("network", false, /the service could not be reached .* Check/)
      : failed("outcome-unknown", true, /: coffee\.png.*: .* It may have been charged; look/);
  };
  return stepsFor(sandbox, { done: unreached, stopped: unreached, wrongKey: unreached });
}

/**
 * What the journey is billed: one accepted submit for each job, and nothing for what was refused.
 *
 * @param isReached whether anything arrives at a service of that id
 */
export function expectedBill(isReached = (_id: string) => true): Readonly<Record<string, number>> {
  const jobsOf = ({ polled }: { readonly polled: boolean }) => (polled ? 2 : 1);
  return Object.fromEntries(
    sandboxServices.map(({ id, cases }) => {
      const jobs = cases.reduce((sum, each) => sum + jobsOf(each), 0);
      return [id, isReached(id) ? jobs : 0];
    }),
  );
}

/** How many submits each service of a sandbox has accepted so far. */
export function billOf({ services: sites, paid }: Sandbox): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.keys(sites).map((id) => [id, paid.count(id)]));
}

interface Expected {
  readonly done: (each: SuiteCase) => Outcome;
  readonly stopped: (each: SuiteCase) => Outcome;
  readonly wrongKey: (first: SuiteCase) => Outcome;
}

function stepsFor(sandbox: Sandbox, { done, stopped, wrongKey }: Expected): JourneyReport {
  const steps = serviceCases.flatMap((each): [string, Outcome][] => {
    const finished: [string, Outcome] = [each.name, done(each)];
    return each.polled ? [finished, [stepNames.stopped(each.name), stopped(each)]] : [finished];
  });
  for (const { id, name } of services) {
    const first = firstCase(`of ${name}`, ({ service }) => service === id);
    if (sandboxServiceOf(id).key) steps.push([stepNames.wrongKey(id), wrongKey(first)]);
    const { keywords } = descriptorOf(id).create(siteOf(sandbox, id).options).capabilities;
    const short = failed(
      "invalid-request",
      false,
      /keyword "x+": it can't be processed as asked \(a keyword has at least \d+ characters\)\. Nothing was sent/,
    );
    if (keywords && keywords.min > 1) steps.push([stepNames.shortKeyword(id), short]);
  }
  return Object.fromEntries(steps);
}

function failed(code: ErrorCode, mayHaveBeenCharged: boolean, message: RegExp): Outcome {
  return { layers: [], failures: [said(code, mayHaveBeenCharged, message)] };
}

function said(code: ErrorCode, mayHaveBeenCharged: boolean, message: RegExp): Outcome["failures"][number] {
  return { code, mayHaveBeenCharged, message: expect.stringMatching(message) };
}

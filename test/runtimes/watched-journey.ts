import type { JourneyReport } from "./journey.ts";

/** A journey in a browser, and what the page's Content-Security-Policy had to stop meanwhile. */
export interface WatchedJourney {
  readonly report: JourneyReport;
  readonly violations: readonly string[];
  /** The violation that code from a string then makes on purpose: without it, nobody was watching. */
  readonly evalIsStopped: boolean;
}

/** Runs the journey of `/input.json`. Core is loaded only once violations are listened for. */
export async function watchedJourney(): Promise<WatchedJourney> {
  const violations: string[] = [];
  addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) => {
    violations.push(`${effectiveDirective}: ${blockedURI}`);
  });
  const { journey } = await import("./journey.ts");
  const input = await fetch("/input.json");
  const report = await journey(await input.json());
  return { report, violations: [...violations], evalIsStopped: await stopsEval() };
}

async function stopsEval(): Promise<boolean> {
  const told = new Promise<boolean>((resolve) => {
    addEventListener("securitypolicyviolation", ({ blockedURI }) => resolve(blockedURI === "eval"));
  });
  try {
    return new Function("return false")();
  } catch {
    return told;
  }
}

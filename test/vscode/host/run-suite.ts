import type { Browser } from "playwright-core";
import type { Server } from "./start-server.ts";

/** What became of one test of the suite. */
export interface SuiteTest {
  readonly title: string;
  /** Undefined if it passed. */
  readonly error?: string;
}

export interface SuiteRun {
  /** Folder to open: a path, or an address such as `memfs:/workspace`. */
  readonly workspace: string;
  /** Folder of the extension under test. */
  readonly extension: string;
  /** The bundled suite. */
  readonly suite: string;
}

/** What the suite came to. */
export interface SuiteResult {
  /** The extension host it ran in. */
  readonly host: string;
  /** In their order. */
  readonly tests: readonly SuiteTest[];
}

/**
 * Runs an extension suite inside of VS Code, in a page of its own.
 *
 * @param server started for the smoke test
 * @throws {Error} when the host ended without a word of the suite, or not within four minutes
 */
export async function runSuite(browser: Browser, server: Server, run: SuiteRun): Promise<SuiteResult> {
  const page = await browser.newPage();
  const log: string[] = [];
  try {
    let end: (code: number) => void = () => {};
    const ended = new Promise<number>((resolve) => {
      end = resolve;
    });
    // Both before the page is opened: the workbench looks for them once.
    await page.exposeFunction("codeAutomationLog", (_type: string, args: unknown[]) => {
      log.push(args.map(String).join(" "));
    });
    await page.exposeFunction("codeAutomationExit", (code: number) => end(code));
    await page.goto(addressOf(server, run));

    const timer = setTimeout(() => end(-1), 240_000);
    const code = await ended;
    clearTimeout(timer);
    const tests = log.flatMap(readTest);
    const host = log.flatMap((line) => /suite-end (\w+)/.exec(line)?.[1] ?? [])[0];
    const isCredible = tests.length > 0 && (code === 0) === tests.every(({ error }) => error === undefined);
    if (host && isCredible) return { host, tests };
    throw new Error(`The suite did not end well (exit code ${code}):\n${log.slice(-40).join("\n")}`);
  } finally {
    await page.close();
  }
}

function addressOf({ origin }: Server, { workspace, extension, suite }: SuiteRun): string {
  const remote = origin.replace("http", "vscode-remote");
  const address = new URL(origin);
  address.searchParams.set("folder", workspace);
  address.searchParams.set(
    "payload",
    JSON.stringify([
      ["extensionDevelopmentPath", `${remote}${extension}`],
      ["extensionTestsPath", `${remote}${suite}`],
      ["skipWelcome", "true"],
    ]),
  );
  return address.href;
}

/** The suite's reporter writes one such line a test. */
function readTest(line: string): SuiteTest[] {
  const json = /suite-test (\{.*\})/.exec(line)?.[1];
  return json ? [JSON.parse(json)] : [];
}

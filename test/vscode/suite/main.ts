import "mocha/mocha.js";
import { ReportLines } from "./report-lines.ts";

mocha.setup({ ui: "bdd", reporter: ReportLines, timeout: 60_000 });

/** What VS Code calls once the suite is loaded: fulfilled when all tests have passed. */
export async function run(): Promise<void> {
  // Loaded once the functions that tests call are there.
  await import("./tests.ts");
  await new Promise<void>((resolve, reject) => {
    mocha.run((failures) => (failures > 0 ? reject(new Error(`${failures} tests failed.`)) : resolve()));
  });
}

/** Writes one line a test, which the suite's runner reads, and at the end one about the host it ran in. */
export class ReportLines extends Mocha.reporters.Base {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    const write = (line: object) => console.log(`suite-test ${JSON.stringify(line)}`);
    runner.on("pass", (test) => write({ title: test.fullTitle() }));
    runner.on("fail", (test, error: Error) =>
      write({ title: test.fullTitle(), error: error.stack ?? String(error) }),
    );
    runner.on("end", () => console.log(`suite-end ${"process" in globalThis ? "node" : "web"}`));
  }
}

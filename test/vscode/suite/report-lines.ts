/** Writes one line a test, which the suite's runner reads. */
export class ReportLines {
  constructor(runner: Mocha.Runner) {
    const write = (line: object) => console.log(`suite-test ${JSON.stringify(line)}`);
    runner.on("pass", (test) => write({ title: test.fullTitle() }));
    runner.on("fail", (test, error: Error) =>
      write({ title: test.fullTitle(), error: error.stack ?? String(error) }),
    );
    runner.on("end", () => console.log("suite-end"));
  }
}

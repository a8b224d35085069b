import type { Progress } from "@stratify/core";
import { createLogUpdate } from "log-update";

/** Shows what happens while jobs run and layers are made. */
export interface ProgressView {
  /** Begins a run under a heading such as "coffee: Local engine, cutout". */
  begin(heading: string): void;
  event(progress: Progress): void;
  /** Says what is being done once the jobs have ended. */
  step(words: string): void;
  /** Ends the run with a line that stays. */
  end(line: string): void;
}

/** In a terminal the lines of a run's jobs change in place; piped, a line is printed when a job's phase or status word does. */
export function progressView(stream: NodeJS.WriteStream): ProgressView {
  return stream.isTTY ? livingView(stream) : plainView(stream);
}

/** Turning, they show that the demo is alive: nothing that it does holds its own thread up. */
const frames = ["|", "/", "-", "\\"];

function livingView(stream: NodeJS.WriteStream): ProgressView {
  const update = createLogUpdate(stream);
  const jobs = new Map<string, string>();
  let heading = "";
  let step = "";
  let turn = 0;
  let turning: NodeJS.Timeout | undefined;
  const draw = () => {
    const frame = frames[turn % frames.length];
    update([`${frame} ${heading}`, ...jobs.values(), ...(step ? [`  ${step}`] : [])].join("\n"));
  };
  return {
    begin: (text) => {
      heading = text;
      step = "";
      jobs.clear();
      draw();
      turning = setInterval(() => {
        turn += 1;
        draw();
      }, 100).unref();
    },
    event: (progress) => {
      jobs.set(progress.keyword ?? "", `  ${words(progress)}`);
      draw();
    },
    step: (text) => {
      step = text;
      draw();
    },
    end: (line) => {
      clearInterval(turning);
      update(line);
      update.done();
    },
  };
}

function plainView(stream: NodeJS.WriteStream): ProgressView {
  const phases = new Map<string, string>();
  return {
    begin: (heading) => {
      phases.clear();
      stream.write(`${heading}\n`);
    },
    event: (progress) => {
      const { keyword = "", phase, raw = "" } = progress;
      const seen = [phase, raw].join();
      if (phases.get(keyword) !== seen) stream.write(`  ${words(progress)}\n`);
      phases.set(keyword, seen);
    },
    // Too many lines, too short-lived, for what is read later.
    step() {},
    end: (line) => {
      stream.write(`${line}\n`);
    },
  };
}

function words({ keyword, phase, raw, note, elapsed }: Progress): string {
  const seconds = `${(elapsed / 1000).toFixed(1)} s`;
  const said = [raw, note].filter(Boolean).join(": ");
  return [keyword && `${keyword}:`, phase, said && `(${said})`, seconds].filter(Boolean).join(" ");
}

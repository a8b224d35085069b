import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import {
  getQuickJS,
  type QuickJSContext,
  type QuickJSHandle,
  shouldInterruptAfterDeadline,
} from "quickjs-emscripten";
import { createMembrane } from "./membrane.ts";

/** A plugin's main code that runs in an engine of its own. */
export interface RunningPlugin {
  /** What it wrote to the console. */
  readonly lines: readonly string[];
  end(): void;
}

const guestCode = build({
  entryPoints: [fileURLToPath(new URL("guest.ts", import.meta.url))],
  bundle: true,
  format: "iife",
  globalName: "guest",
  target: "es2020",
  write: false,
});

/**
 * Runs a classic script in QuickJS, with Figma's globals and no others.
 *
 * @param code the main bundle
 * @param globals what Figma gives: `figma`, `__html__`, `__uiFiles__`, `fetch`
 * @throws what the script throws, before it waits for anything
 */
export async function runPlugin(code: string, globals: FigmaGlobals): Promise<RunningPlugin> {
  const [{ outputFiles }, quickjs] = await Promise.all([guestCode, getQuickJS()]);
  const context = quickjs.newContext();
  const lines: string[] = [];
  const timers = createTimers();
  const { runtime } = context;
  runtime.setMemoryLimit(512 * 1024 * 1024);
  const inTime = <Result>(act: () => Result): Result => {
    runtime.setInterruptHandler(shouldInterruptAfterDeadline(Date.now() + (globals.patience ?? 60_000)));
    return act();
  };
  const membrane = createMembrane(context, guestStart(context, outputFiles[0]?.text ?? ""), inTime);
  const write = (...values: unknown[]) => lines.push(values.map(String).join(" "));
  membrane.define({
    figma: globals.figma,
    __html__: globals.html ?? "",
    __uiFiles__: globals.uiFiles ?? {},
    fetch: globals.fetch,
    console: { log: write, error: write, assert: write, info: write, warn: write, clear: () => {} },
    ...timers.globals,
  });
  globals.figma.on("close", timers.end);
  const end = () => {
    timers.end();
    membrane.end();
  };
  try {
    membrane.run(code);
  } catch (error) {
    end();
    throw error;
  }
  return { lines, end };
}

export interface FigmaGlobals {
  readonly figma: { on(type: "close", callback: () => void): void };
  /** What the manifest names under `ui`: one file, or several. */
  readonly html?: string;
  readonly uiFiles?: Readonly<Record<string, string>>;
  readonly fetch: (url: string, init?: object) => Promise<unknown>;
  /** Longest that the main code may hold the engine in one go, in milliseconds: Figma is frozen all the while. */
  readonly patience?: number;
}

/** The engine's side of the membrane, as a handle; nothing of it is left among the globals. */
function guestStart(context: QuickJSContext, code: string): QuickJSHandle {
  return context.unwrapResult(
    context.evalCode(`(() => { ${code}; return guest.startGuest; })()`, "guest.js"),
  );
}

function createTimers() {
  const running = new Map<number, NodeJS.Timeout>();
  let last = 0;
  const start = (set: typeof setTimeout | typeof setInterval) => (callback: () => void, delay?: number) => {
    last += 1;
    running.set(last, set(callback, delay));
    return last;
  };
  const clear = (id: number) => {
    clearTimeout(running.get(id));
    running.delete(id);
  };
  return {
    globals: {
      setTimeout: start(setTimeout),
      setInterval: start(setInterval),
      clearTimeout: clear,
      clearInterval: clear,
    },
    end: () => {
      for (const timer of running.values()) clearTimeout(timer);
    },
  };
}

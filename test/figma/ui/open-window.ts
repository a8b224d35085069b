import type { Browser, FrameLocator, Page } from "playwright-core";
import { onTestFinished } from "vitest";
import { bundleUi } from "../../../packages/figma-plugin/bundle-ui.mts";
import type { Answer, AskName } from "../../../packages/figma-plugin/src/shared/contract.ts";
import { isAskMessage } from "../../../packages/figma-plugin/src/shared/messages.ts";
import { serveWindow } from "../host/serve-window.ts";

/** What a scripted main code answers. A question without an answer here is refused. */
export type Answers = { readonly [Name in AskName]?: Answer<Name> | undefined };

export interface OpenedWindow {
  readonly page: Page;
  readonly ui: FrameLocator;
  /** What the window asked, in order. */
  readonly asked: readonly { readonly name: AskName; readonly question: unknown }[];
  /** Sends the window a message as the main code does. */
  readonly tell: (message: unknown) => void;
  readonly complaints: readonly string[];
}

interface Options {
  readonly answers?: Answers;
  readonly theme?: "light" | "dark";
  readonly locale?: string;
  readonly reducedMotion?: "reduce";
  /** The main code is busy and says nothing. */
  readonly silent?: boolean;
  readonly hosts?: readonly string[];
  /** Another window than the one that is shipped. */
  readonly html?: string;
}

const selection = {
  units: [
    { id: "1:1", name: "Hero picture", width: 1200, height: 800 },
    {
      id: "1:2",
      name: "Card with a very long name that does not fit into the panel",
      width: 320.4,
      height: 200,
    },
  ],
  refused: [
    { id: "1:3", name: "Clip", code: "video", text: "“Clip” is a video. Only still pictures can be split." },
  ],
};

const usual: Answers = {
  start: { command: "split", selection },
  "settings-read": { settings: { history: ["shoe", "red"] } },
  "settings-write": {},
  "journal-list": { jobs: [] },
};

let built: Promise<string> | undefined;
function shipped(): Promise<string> {
  built ??= bundleUi(true);
  return built;
}

/** The built window in Chromium, in a frame of no origin, before a main code that answers as told. */
export async function openWindow(browser: Browser, options: Options = {}): Promise<OpenedWindow> {
  const answers = { ...usual, ...options.answers };
  const asked: { name: AskName; question: unknown }[] = [];
  let tell: (message: unknown) => void = () => {};
  const main = {
    send(message: unknown) {
      if (!isAskMessage(message)) throw new Error("the window said something that is no question");
      const { id, name, question } = message;
      asked.push({ name, question });
      if (options.silent) return;
      const answer = answers[name];
      tell(
        answer
          ? { kind: "answer", id, answer }
          : { kind: "refusal", id, code: "no", text: `No ${name} here.` },
      );
    },
    listen(listener: (message: unknown) => void) {
      tell = listener;
    },
  };
  const { theme, locale = "en", reducedMotion, hosts } = options;
  const served = await serveWindow({
    html: options.html ?? (await shipped()),
    main,
    ...(theme && { theme }),
    ...(hosts && { hosts }),
  });
  const context = await browser.newContext({
    viewport: { width: 360, height: 600 },
    locale,
    ...(reducedMotion && { reducedMotion }),
  });
  onTestFinished(async () => {
    await context.close();
    await served.close();
  });
  const page = await context.newPage();
  // Machines that do much else at a time take long for all of this.
  page.setDefaultTimeout(120_000);
  const complaints: string[] = [];
  page.on("pageerror", ({ message }) => complaints.push(message));
  page.on("console", (line) => {
    if (line.type() === "error" && !line.text().startsWith("Failed to load resource"))
      complaints.push(line.text());
  });
  await page.goto(served.origin);
  return { page, ui: page.frameLocator("iframe"), asked, tell: (message) => tell(message), complaints };
}

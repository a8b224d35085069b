import { findChromium } from "./chromium.ts";

/** Finds or installs Chromium once, before the files that need it are run side by side. */
export async function setup(): Promise<void> {
  await findChromium();
}

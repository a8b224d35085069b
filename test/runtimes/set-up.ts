/** Finds or installs Chromium once, before the files that need it are run side by side. */
export { findChromium as setup } from "./chromium.ts";

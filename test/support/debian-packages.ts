import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";

/** Whether this is Debian, or a system made of its packages. */
export function hasDebianPackages(): boolean {
  const release = "/etc/os-release";
  return existsSync(release) && /^ID(_LIKE)?=.*debian/m.test(readFileSync(release, "utf8"));
}

/** Those of the packages that are not installed. */
export async function missingDebianPackages(names: readonly string[]): Promise<string[]> {
  const installed = await Promise.all(names.map((name) => succeeds("dpkg", ["-s", name])));
  return names.filter((_, index) => !installed[index]);
}

/** Installs packages, as root on Debian; false where that can't be done. */
export async function installDebianPackages(names: readonly string[]): Promise<boolean> {
  if (process.getuid?.() !== 0 || !hasDebianPackages()) return false;
  const apt = (...args: string[]) => succeeds("apt-get", args, { DEBIAN_FRONTEND: "noninteractive" });
  return (await apt("update")) && apt("install", "--yes", "--no-install-recommends", ...names);
}

/** Whether a command ends well within ten minutes. */
export function succeeds(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<boolean> {
  const options = { env: { ...process.env, ...env }, stdio: "ignore", timeout: 600_000 } as const;
  return new Promise((resolve) => {
    spawn(command, args, options)
      .on("close", (code) => resolve(code === 0))
      .on("error", () => resolve(false));
  });
}

/**
 * Lets other work on this thread have its turn. Steps over many megabytes are separated by it, so that no thread that
 * draws an interface is held for more than 50 ms.
 */
export function breathe(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

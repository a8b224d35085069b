/** The engine could not do a piece of work: its worker ended, ran out of memory or met a fault. */
export class EngineError extends Error {
  override readonly name = "EngineError";
}

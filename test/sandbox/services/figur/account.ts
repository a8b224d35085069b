import type { Call } from "../../call.ts";
import { json, type Reply } from "../../reply.ts";
import type { ServiceContext } from "../../service-context.ts";
import type { FigurJobs } from "./jobs.ts";
import type { FigurKnobs } from "./knobs.ts";

/** Prices, balance and the ledger of credits. */
export function createFigurAccount({ paid }: ServiceContext, knobs: FigurKnobs, jobs: FigurJobs) {
  function operations(): Reply {
    const operation = (name: string, opClass: string, cost: number, enabled: boolean) => ({
      name,
      op_class: opClass,
      credits_cost: cost,
      enabled,
    });
    return json(200, {
      operations: [
        operation("background-swap-with-image", "edit", knobs.price, true),
        operation("background-swap-with-spec", "edit", 5, false),
        operation("background-generator", "generator", 5, false),
        operation("product-to-model-direct", "compose", 10, false),
      ],
    });
  }

  async function transactions(call: Call): Promise<Reply> {
    await settle();
    const query = call.url.searchParams;
    const limit = Number(query.get("limit") ?? 50);
    const offset = Number(query.get("offset") ?? 0);
    const spent =
      query.get("kind") === "purchases" ? [] : paid.entries.filter((entry) => entry.service === "figur");
    const items = spent.toReversed().map((entry) => ({
      id: entry.job,
      kind: "operation",
      label: "background-swap-with-image",
      credits_delta: -entry.cost,
      status: entry.refunded ? "REFUNDED" : "SUCCESS",
    }));
    return json(200, { items: items.slice(offset, offset + limit), total: items.length, limit, offset });
  }

  /** The shape is not published; this is the sandbox's own. */
  async function credits(): Promise<Reply> {
    await settle();
    return json(200, { balance: knobs.credits });
  }

  /** Lets jobs that have run out their time end now, so that their refunds are counted. */
  async function settle(): Promise<void> {
    await Promise.all(jobs.book.all().map((job) => jobs.read(job)));
  }

  return { operations, transactions, credits };
}

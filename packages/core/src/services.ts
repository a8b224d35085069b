import type { Service } from "./contract/service.ts";
import * as all from "./providers/all.ts";

/** The descriptors of all services, in the order of their ids. */
export const services: readonly Service<ServiceId>[] = Object.values(all);

/** The id of one of the services. */
export type ServiceId = (typeof all)[keyof typeof all]["id"];

export type {
  BrowserReach,
  OptionValues,
  Pricing,
  Service,
  ServiceFacts,
  ServiceOption,
  Words,
} from "./contract/service.ts";

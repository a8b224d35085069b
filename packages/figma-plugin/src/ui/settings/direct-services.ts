import { serviceFacts } from "@stratify/core/service-facts";

/** Services that this window calls by itself. The others are called through a relay, which has their options. */
export const directServices = serviceFacts.filter(({ browser }) => "hosts" in browser);

/** The option that every service has: where its API is. */
export const endpointOption = "baseUrl";

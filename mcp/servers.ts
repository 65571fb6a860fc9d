import { financials } from "./financials/server.ts";
import { prices } from "./prices/server.ts";
import type { ServerDefinition } from "./server.ts";

/** Every server that this process serves. */
export const servers: readonly ServerDefinition[] = [prices, financials];

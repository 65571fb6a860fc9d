import { financials } from "./financials/server.ts";
import { prices } from "./prices/server.ts";
import type { ServerDefinition } from "./server.ts";

/** The servers of this process. */
export const servers: readonly ServerDefinition[] = [prices, financials];

import type { Json } from "../model/types.ts";

/** The answer of an endpoint; status 200 by default. */
export type Answer = { status?: number; body: Json };

import type { Actor } from "../protocol/status.ts";

/** The actor of what the deployment decides by itself: expired approvals, ended runs, erased sources. */
export const systemActor: Actor = { kind: "SYSTEM", name: "tramontane" };

import type { Caller } from "../../protocol/caller.ts";

/** The operator on the machine of the database, as the audit names what a command of the terminal did. */
export const operator = (tenant: string): Caller => ({
  tenant,
  subject: null,
  actor: { kind: "SYSTEM", name: "terminal" },
  traceparent: null,
});

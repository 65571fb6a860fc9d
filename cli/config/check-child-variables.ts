import type { Env } from "../../protocol/config/field.ts";
import { type Fault, readField } from "../../protocol/config/read-config.ts";
import { isDecidedByStart } from "../stack/child-environment.ts";
import { processTables } from "./process-tables.ts";

/** Reports invalid values of variables that only the processes read, before any of them starts. */
export function checkChildVariables(env: Env, fault: Fault): void {
  const fields = Object.values(processTables).flatMap((table) => Object.values(table));
  // A start overrides LOG_FORMAT; a wrong one is a fault all the same, as for a process that is started by hand.
  const isChecked = (name: string) => name === "LOG_FORMAT" || !isDecidedByStart(name);
  for (const field of fields) {
    if (env[field.variable] && isChecked(field.variable)) readField(field, env, fault);
  }
}

import { showLimit } from "../../protocol/quota/ceilings.ts";
import { limitNames, type OwnLimits } from "../../protocol/quota/tenant-limits.ts";
import { readCeilings, setCeilings } from "../../store/quota/ceilings.ts";
import { readOwnLimits } from "../../store/quota/read-limits.ts";
import type { Sql } from "../../store/mod.ts";
import { operator } from "../audit/operator.ts";
import type { QuotaTask } from "./arguments.ts";

/** Sets limits of a tenant where they are given, and prints those that are in force and their ceilings. */
export async function runQuotaTask(
  sql: Sql,
  task: QuotaTask,
  print: (line: string) => void,
): Promise<void> {
  const { tenant } = task;
  if (task.task === "set") await setCeilings(sql, operator(tenant), task.limits);
  const [own, ceilings] = [await readOwnLimits(sql, tenant), await readCeilings(sql, tenant)];
  for (const name of limitNames) {
    print(`${name}: ${shown(name, own)}; at most ${shown(name, ceilings)}`);
  }
}

/** A limit, or that the deployment's default applies, which is a variable of the API and the worker. */
const shown = (name: (typeof limitNames)[number], limits: OwnLimits) => {
  const limit = limits[name];
  return limit === undefined ? "default" : showLimit(name, limit);
};

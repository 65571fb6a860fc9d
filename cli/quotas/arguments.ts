import { isTenantName, tenantNameRule } from "../../protocol/auth/tenant.ts";
import { parseDecimal } from "../../protocol/budget/budget.ts";
import { isMoney } from "../../protocol/quota/ceilings.ts";
import { type LimitName, limitNames, type OwnLimits } from "../../protocol/quota/tenant-limits.ts";
import type { Arguments, CommandSpec } from "../command/command.ts";

/** What `tramontane quotas` is to do. */
export type QuotaTask =
  | { task: "show"; tenant: string }
  | { task: "set"; tenant: string; limits: OwnLimits };

const options = {
  tenant: {
    type: "text",
    example: "acme",
    description: "The tenant",
    read: (text: string) => (isTenantName(text) ? text : null),
  },
} as const;

/** The arguments of `tramontane quotas`. */
export const quotasArguments: CommandSpec<typeof options> = {
  name: "quotas",
  summary: "Shows and sets limits of a tenant, which its own administrators can only lower",
  words: "show|set [limit=value...]",
  options,
  notes: `Limits: ${limitNames.join(", ")}.\n` +
    "A value is a whole number, for a cost an amount in USD such as 25 or 0.5, or `none`: unlimited.\n" +
    `A name of a tenant has ${tenantNameRule}.`,
  check: (given) => readTask(given).faults,
};

/** The task of checked arguments. */
export function quotaTask(given: Arguments<typeof options>): QuotaTask {
  return readTask(given).task;
}

function readTask({ words: [task, ...given], values }: Arguments<typeof options>) {
  const tenant = values.tenant ?? "";
  const limits: OwnLimits = {};
  const faults = [
    ...(task === "show" || task === "set" ? [] : ["say show or set"]),
    ...(tenant === "" ? ["give --tenant"] : []),
    ...(task === "set" && given.length === 0
      ? ["set needs a limit, such as turnsInFlight=50"]
      : []),
    ...(task === "show" && given.length > 0 ? ["show takes no limits"] : []),
  ];
  for (const text of given) {
    const [name = "", value = ""] = text.split("=", 2);
    const limit = isLimit(name) ? readLimit(name, value) : undefined;
    if (limit === undefined) faults.push(faultOf(name, text));
    else limits[name as LimitName] = limit;
  }
  const read: QuotaTask = task === "set" ? { task, tenant, limits } : { task: "show", tenant };
  return { task: read, faults };
}

const isLimit = (name: string): name is LimitName =>
  (limitNames as readonly string[]).includes(name);

const faultOf = (name: string, text: string) =>
  isLimit(name)
    ? `${text}: use ${name}=${isMoney(name) ? "25" : "50"} or ${name}=none`
    : `unknown limit: ${text}`;

/** The value of a limit; null: unlimited; undefined: it is not valid. */
function readLimit(name: LimitName, text: string): number | null | undefined {
  if (text === "none") return null;
  if (isMoney(name)) return parseDecimal(text) || undefined;
  return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined;
}

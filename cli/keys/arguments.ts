import { isRole, type Role, roles as allRoles } from "../../protocol/auth/roles.ts";
import { isScope, type Scope } from "../../protocol/auth/scopes.ts";
import { isTenantName, tenantNameRule } from "../../protocol/auth/tenant.ts";
import { keyLimits } from "../../protocol/key/commands.ts";
import type { Arguments, CommandSpec } from "../command/command.ts";

/** What `tramontane keys` is to do. */
export type KeyTask =
  | { task: "list"; tenant: string | null; json: boolean }
  | { task: "revoke"; id: string }
  | { task: "rotate"; id: string; overlapMs: number }
  | {
    task: "create";
    tenant: string;
    name: string;
    roles: Role[];
    scopes: Scope[];
    lifetimeMs: number;
  };

const options = {
  tenant: {
    type: "text",
    example: "acme",
    description: "create: the tenant of the key; list: only keys of this tenant",
    read: (text: string) => (isTenantName(text) ? text : null),
  },
  name: { type: "text", example: "first", description: "create: a name for display" },
  role: { type: "text", example: "admin", description: "create: roles, separated by commas" },
  scope: {
    type: "text",
    example: "usage:read",
    description: "create: scopes besides those of the roles, separated by commas",
  },
  expires: {
    type: "text",
    example: "90d",
    default: "90d",
    description: "create: time until it expires, as 12h or 90d, at most 365d",
  },
  overlap: {
    type: "text",
    example: "7d",
    default: "1d",
    description: "rotate: time for which the old key stays valid, at most 7d",
  },
  json: { type: "flag", description: "list: one JSON object per line" },
} as const;

/** The arguments of `tramontane keys`. */
export const keysArguments: CommandSpec<typeof options> = {
  name: "keys",
  summary: "Creates, lists, rotates and revokes API keys in the database of this folder",
  words: "create|list|rotate|revoke [id]",
  maxWords: 2,
  options,
  notes: "create and rotate print the key alone on stdout; it is stored nowhere.\n" +
    `A name of a tenant has ${tenantNameRule}.`,
  check: (given) => readTask(given).faults,
};

/** The task of checked arguments. */
export function keyTask(given: Arguments<typeof options>): KeyTask {
  const { task } = readTask(given);
  if (task === null) throw new TypeError("the arguments are not checked");
  return task;
}

function readTask(given: Arguments<typeof options>): { task: KeyTask | null; faults: string[] } {
  const { words: [task, id], values } = given;
  if (task === "list" && id === undefined) {
    return { task: { task, tenant: values.tenant, json: values.json }, faults: [] };
  }
  if (task === "create" && id === undefined) return readCreate(given);
  if (task !== "revoke" && task !== "rotate") {
    return { task: null, faults: ["say create, list, rotate <id> or revoke <id>"] };
  }
  const overlapMs = durationMs(values.overlap);
  const { maxOverlapMs: max } = keyLimits;
  const faults = [
    ...(id !== undefined && keyIdOf(id) !== null ? [] : [`${task} needs the id of a key: key_...`]),
    ...(overlapMs !== null && overlapMs <= max
      ? []
      : [`--overlap is ${values.overlap}; use 0s to 7d`]),
  ];
  const key = keyIdOf(id ?? "") ?? "";
  if (task === "revoke") return { task: { task, id: key }, faults: faults.slice(0, key ? 0 : 1) };
  return { task: { task, id: key, overlapMs: overlapMs ?? 0 }, faults };
}

function readCreate({ values }: Arguments<typeof options>) {
  const { tenant, name, expires } = values;
  const [roles, scopes] = [listOf(values.role), listOf(values.scope)];
  const lifetimeMs = durationMs(expires);
  const { minLifetimeMs, maxLifetimeMs, nameLength } = keyLimits;
  const isName = name !== null && name.trim() !== "" && name.length <= nameLength &&
    !/\p{Cc}/u.test(name);
  const unknown = [...roles.filter((r) => !isRole(r)), ...scopes.filter((s) => !isScope(s))];
  const faults = [
    ...(tenant === null ? ["create needs --tenant"] : []),
    ...(isName ? [] : [`create needs --name, at most ${nameLength} characters`]),
    ...(roles.length + scopes.length > 0 ? [] : [`create needs --role: ${allRoles.join(", ")}`]),
    ...(unknown.length > 0 ? [`unknown: ${unknown.join(", ")}`] : []),
    ...(lifetimeMs !== null && lifetimeMs >= minLifetimeMs && lifetimeMs <= maxLifetimeMs
      ? []
      : [`--expires is ${expires}; use 1m to 365d`]),
  ];
  const task: KeyTask = {
    ...{ task: "create", tenant: tenant ?? "", name: name ?? "", lifetimeMs: lifetimeMs ?? 0 },
    roles: roles.filter(isRole),
    scopes: scopes.filter(isScope),
  };
  return { task, faults };
}

const listOf = (
  text: string | null,
) => [...new Set(text?.split(",").map((one) => one.trim()).filter((one) => one !== ""))];

/** The id of a record, as `list` prints it; null for other text. Never a key itself: arguments are visible to others. */
const keyIdOf = (text: string) => /^key_[0-9a-f]{32}$/.test(text) ? text : null;

/** Milliseconds of a time such as `90s`, `10m`, `8h` or `7d`; null for other text. */
function durationMs(text: string): number | null {
  const [, number, unit = ""] = /^(\d{1,6})([smhd])$/.exec(text) ?? [];
  const seconds = { s: 1, m: 60, h: 3_600, d: 86_400 }[unit];
  return number === undefined || seconds === undefined ? null : Number(number) * seconds * 1_000;
}

import { localPrincipal } from "../../protocol/auth/principal.ts";
import type { ApiKeyRecord } from "../../protocol/key/records.ts";
import { createApiKey } from "../../store/commands/create-api-key.ts";
import { revokeApiKey } from "../../store/commands/revoke-api-key.ts";
import { rotateApiKey } from "../../store/commands/rotate-api-key.ts";
import { findApiKey } from "../../store/key/find-api-key.ts";
import { type NewKey, newKey } from "../../store/key/new-key.ts";
import { listApiKeys } from "../../store/key/read-api-keys.ts";
import { Refusal, type Sql } from "../../store/mod.ts";
import { taskCommand } from "../task-command.ts";
import { operator } from "../audit/operator.ts";
import type { KeyTask } from "./arguments.ts";

/** Takes lines of output: `log` is stdout, which has a new key alone. */
type Output = Pick<Console, "log" | "error">;

/** Does a task as the operator of the machine, who may give every right. Answers the exit code. */
export async function runKeyTask(
  sql: Sql,
  serverKey: string,
  task: KeyTask,
  out: Output,
): Promise<number> {
  try {
    await perform(sql, serverKey, task, out);
    return 0;
  } catch (error) {
    const message = messageOf(error);
    if (message === null) throw error;
    out.error(message);
    return 1;
  }
}

/** For the operator; null for an error that is not expected. */
function messageOf(error: unknown): string | null {
  if (error instanceof Refusal) return error.error.message;
  const { code } = error as { code?: unknown };
  // undefined_table, undefined_function
  if (code !== "42P01" && code !== "42883") return null;
  return `The database has no schema of this version yet: \`${taskCommand("start")}\` makes it.`;
}

async function perform(sql: Sql, serverKey: string, task: KeyTask, out: Output): Promise<void> {
  const idempotencyKey = crypto.randomUUID();
  if (task.task === "list") {
    const keys = await listApiKeys(sql, task.tenant);
    for (const key of keys) out.log(task.json ? JSON.stringify(key) : lineOf(key, new Date()));
    if (keys.length === 0) out.error("There are no keys.");
  } else if (task.task === "create") {
    const { task: _, tenant, ...fields } = task;
    const key = newKey(serverKey);
    const command = { ...fields, idempotencyKey };
    await createApiKey(sql, operator(tenant), command, key, ownerOf(tenant));
    print(key, out);
  } else {
    const keyId = task.id;
    const tenant = (await findApiKey(sql, keyId))?.tenant ?? "";
    const caller = operator(tenant);
    if (task.task === "revoke") {
      await revokeApiKey(sql, caller, { idempotencyKey, keyId });
      out.error(`${keyId} is revoked.`);
      return;
    }
    const key = newKey(serverKey);
    const command = { idempotencyKey, keyId, overlapMs: task.overlapMs };
    await rotateApiKey(sql, caller, command, key, ownerOf(tenant));
    print(key, out);
  }
}

const ownerOf = (tenant: string) => ({ ...localPrincipal, tenant });

function print({ id, token }: NewKey, out: Output) {
  out.log(token);
  out.error(`${id}: keep the key now, it is shown once.`);
}

/** A key in one line, with what ends its validity. */
export function lineOf(key: ApiKeyRecord & { tenant: string }, now: Date): string {
  const rights = [...key.roles, ...key.scopes].join(",");
  const used = key.lastUsedAt === null ? "never used" : `used ${key.lastUsedAt.toISOString()}`;
  return [key.id, key.tenant, JSON.stringify(key.name), rights, stateOf(key, now), used].join("  ");
}

function stateOf({ revokedAt, replacedBy, expiresAt }: ApiKeyRecord, now: Date): string {
  if (revokedAt !== null) return `revoked ${revokedAt.toISOString()}`;
  const verb = expiresAt <= now
    ? "expired"
    : replacedBy === null
    ? "valid until"
    : "replaced, until";
  return `${verb} ${expiresAt.toISOString()}`;
}

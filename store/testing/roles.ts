import { migrate } from "../database/migrate.ts";
import { type ApplicationRole, applicationRoles } from "../roles/privileges.ts";
import type { TestDatabase } from "./database.ts";

/** Connection strings of roles that only this test uses: members of the application roles, as an operator may have. */
export interface RoleUrls extends AsyncDisposable {
  api: string;
  worker: string;
  /** Of a role that was granted nothing. */
  stranger: string;
}

/** Creates the roles on the test's server, with their grants in `db`. */
export async function asRoles({ admin, sql, url }: TestDatabase): Promise<RoleUrls> {
  const names: string[] = [];
  const member = async (of: ApplicationRole | null) => {
    const name = `test_${crypto.randomUUID().replaceAll("-", "")}`;
    await admin.unsafe(`create role ${name} login password 'p' ${of ? `in role ${of}` : ""}`);
    names.push(name);
    return Object.assign(new URL(url), { username: name, password: "p" }).href;
  };
  for (const role of applicationRoles) {
    // Test files that run concurrently create the same roles.
    await admin.unsafe(`create role ${role} nologin`).catch((error) => {
      if (!["42710", "23505"].includes((error as { code: string }).code)) throw error;
    });
  }
  await migrate(sql);
  return {
    api: await member("tramontane_api"),
    worker: await member("tramontane_worker"),
    stranger: await member(null),
    [Symbol.asyncDispose]: async () => {
      for (const name of names) await admin.unsafe(`drop role ${name}`);
    },
  };
}

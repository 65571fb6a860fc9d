import { resolve } from "node:path";
import { type Env, fileVariable, type Table } from "../../protocol/config/field.ts";
import { path } from "../../protocol/config/kinds.ts";

/** The environment with absolute paths in it, so that they are valid in every process. */
export function withAbsolutePaths(env: Env, table: Table, root: string): Env {
  const names = Object.values(table).flatMap(({ variable, kind, fromFile }) => [
    ...(kind === path ? [variable] : []),
    ...(fromFile ? [fileVariable(variable)] : []),
  ]);
  // `system` is no path: PGSSLROOTCERT=system stands for the authorities of the runtime.
  const given = names.filter((name) => env[name] && env[name] !== "system");
  return {
    ...env,
    ...Object.fromEntries(given.map((name) => [name, resolve(root, env[name] ?? "")])),
  };
}

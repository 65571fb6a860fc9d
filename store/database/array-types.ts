import type { Sql } from "./sql.ts";

interface Types {
  fetch_types: boolean;
  shared: { typeArrayMap: Record<number, number> };
  parsers: Record<number, unknown>;
  serializers: Record<number, unknown>;
}

/** Options of the first pool of this process, which fetches the types for all pools. */
let first: Types | null = null;

/**
 * postgres.js 3.4.9 fetches the array types on every new connection; if that connection is lost meanwhile, the rejection
 * is unhandled and ends the process. The types are the same on every connection, so one fetch per process is enough.
 */
export function withArrayTypesOnce(sql: Sql): Sql {
  const own = sql.options as unknown as Types;
  first ??= own;
  Object.defineProperty(own, "fetch_types", { get: () => !copyTypes(own, first ?? own) });
  return sql;
}

/** Copies the types that the first pool fetched; false if it has not fetched any yet. */
function copyTypes(own: Types, from: Types): boolean {
  if (Object.keys(from.shared.typeArrayMap).length === 0) return false;
  if (own === from || Object.keys(own.shared.typeArrayMap).length > 0) return true;
  Object.assign(own.shared.typeArrayMap, from.shared.typeArrayMap);
  Object.assign(own.parsers, from.parsers);
  Object.assign(own.serializers, from.serializers);
  return true;
}

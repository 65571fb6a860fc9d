import type { Sql } from "./sql.ts";

interface Types {
  fetch_types: boolean;
  shared: { typeArrayMap: Record<number, number> };
  parsers: Record<number, unknown>;
  serializers: Record<number, unknown>;
}

/** The options of the first pool of this process, which reads the types for all. */
let first: Types | null = null;

/**
 * postgres.js 3.4.9 asks for the array types on every new connection, and where that connection is lost meanwhile
 * nobody catches it, which ends the process. They are the same on every connection, so only the first one of the
 * process asks.
 */
export function withArrayTypesOnce(sql: Sql): Sql {
  const own = sql.options as unknown as Types;
  first ??= own;
  Object.defineProperty(own, "fetch_types", { get: () => !adopted(own, first ?? own) });
  return sql;
}

/** Takes over what the first pool knows; false while it knows nothing. */
function adopted(own: Types, from: Types): boolean {
  if (Object.keys(from.shared.typeArrayMap).length === 0) return false;
  if (own === from || Object.keys(own.shared.typeArrayMap).length > 0) return true;
  Object.assign(own.shared.typeArrayMap, from.shared.typeArrayMap);
  Object.assign(own.parsers, from.parsers);
  Object.assign(own.serializers, from.serializers);
  return true;
}

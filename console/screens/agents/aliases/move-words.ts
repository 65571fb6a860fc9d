import { stableAlias } from "./alias-scope.ts";

/** A move of an alias. `from` null: it does not exist yet; `to` null: it is removed. */
export interface Move {
  readonly alias: string;
  readonly from: number | null;
  readonly to: number | null;
}

/** What a move affects, in sentences that are shown before it is made. `latest`: number of the newest version. */
export function moveWords({ alias, from, to }: Move, latest: number | null): string[] {
  if (from === to) return [];
  const isStable = alias === stableAlias;
  const who = isStable
    ? "New conversations that name no version, or the alias stable,"
    : `New conversations that name the alias ${alias || "…"}`;
  const then = to !== null
    ? `${who} start with version ${to}${from === null ? "" : ` instead of ${from}`}.`
    : isStable
    ? `New conversations that name no version start with the latest one, ${
      latest ?? "if there is one"
    }. Those that name the alias stable are refused.`
    : `New conversations that name the alias ${alias} are refused.`;
  return [then, "Open conversations keep the version that they started with."];
}

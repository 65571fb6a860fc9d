/** A move of an alias, as the API lists them: the newest first. `version` null: it was removed. */
export interface PastMove {
  readonly alias: string;
  readonly version: { readonly number: number } | null;
}

/** The version that an alias pointed at before the one that it points at now; null: there is none in these moves. */
export function rollbackTarget(
  moves: readonly PastMove[],
  alias: string,
  current: number,
): number | null {
  const [, ...earlier] = moves.filter((move) => move.alias === alias);
  return earlier.find(({ version }) => version && version.number !== current)?.version?.number ??
    null;
}

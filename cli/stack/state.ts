import { readJson, writeJson } from "./home.ts";
import { taskCommand } from "../task-command.ts";

/** The layout of the state folder that this code reads and writes. */
export const stateFormat = 1;

/** What `state.json` says of the folder. */
export interface State {
  format: number;
  /** Major version of the PostgreSQL that made the data; absent when it was never embedded. */
  postgres?: string;
  /** Where PostgreSQL's data are; as root outside the folder, where another user may enter. */
  postgresFolder?: string;
  /** Version of the Temporal server that ran last; each has its own file. */
  temporal?: string;
}

/** The folder cannot be used as it is; the message says what to do. */
export class StateError extends Error {
  override name = "StateError";
}

const wayOut = (home: string) =>
  `Either use the version that made it, or move ${home} away, or delete it with \`${
    taskCommand("reset")
  }\`.`;

/** Turns the state of one format into the next one's. */
export type Upgrade = (state: State) => State;

/** By the format that each starts from. None yet: 1 is the first. */
const upgrades: Readonly<Record<number, Upgrade>> = {};

/**
 * The folder's state in the format of this version, upgraded step by step where it is older. Throws
 * `StateError` when it is newer, or a step is missing. `to` and `steps` differ in tests alone.
 */
export function checkState(
  home: string,
  state: State | undefined,
  to = stateFormat,
  steps = upgrades,
): State {
  if (!state) return { format: to };
  if (state.format === to) return state;
  const step = state.format < to ? steps[state.format] : undefined;
  if (step) return checkState(home, { ...step(state), format: state.format + 1 }, to, steps);
  throw new StateError(
    `${home} has state format ${state.format}, this version reads ${to}. ${wayOut(home)}`,
  );
}

/** Throws `StateError` when the data were made by another major version of PostgreSQL. */
export function checkPostgres(home: string, made: string | undefined, have: string): void {
  if (made === undefined || made === have) return;
  throw new StateError(
    `${home} holds data of PostgreSQL ${made}, this version brings ${have}. ${wayOut(home)}`,
  );
}

/** Reads and checks `state.json`. */
export function loadState(home: string): State {
  return checkState(home, readJson<State>(`${home}/state.json`));
}

/** Changes some fields of `state.json`. */
export function saveState(home: string, change: Partial<State>): State {
  const next = { ...loadState(home), ...change };
  writeJson(`${home}/state.json`, next);
  return next;
}

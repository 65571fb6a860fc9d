import { readJson, writeJson } from "./home.ts";
import { taskCommand } from "../task-command.ts";

/** Layout of the state folder. Version 0.1 had format 1. */
export const stateFormat = 2;

/** The content of `state.json`. */
export interface State {
  format: number;
  /** Major version of the embedded PostgreSQL that created the data; absent if it never ran. */
  postgres?: string;
  /** Folder of PostgreSQL's data; as root it is outside the state folder, so that another user can open it. */
  postgresFolder?: string;
  /** Version of the Temporal server that ran last; each version has its own file. */
  temporal?: string;
}

/** This version cannot use the folder; the message says what to do. */
export class StateError extends Error {
  override name = "StateError";
}

const wayOut = (home: string) =>
  `Use the version that made it, move ${home} away, or delete it with \`${taskCommand("reset")}\`.`;

/** The state of the folder; a new one if there is none. Throws StateError if it has another format. */
export function checkState(home: string, state: State | undefined): State {
  if (!state) return { format: stateFormat };
  if (state.format === stateFormat) return state;
  const maker = state.format < stateFormat ? "version 0.1" : "a newer version";
  throw new StateError(
    `${home} was made by ${maker} (state format ${state.format}); this version reads format ${stateFormat}. ` +
      wayOut(home),
  );
}

/** Throws StateError if another major version of PostgreSQL created the data. */
export function checkPostgres(home: string, made: string | undefined, have: string): void {
  if (made === undefined || made === have) return;
  throw new StateError(
    `${home} contains data of PostgreSQL ${made}; this version brings PostgreSQL ${have}. ${
      wayOut(home)
    }`,
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

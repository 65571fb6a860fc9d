import { readJson, writeJson } from "./home.ts";

/** Random secrets of one state folder; they are never in arguments or logs. */
export interface Secrets {
  /** Of the role that owns the embedded database. */
  databasePassword: string;
  apiDatabasePassword: string;
  workerDatabasePassword: string;
  mcpToken: string;
  sandboxToken: string;
}

const names = [
  "databasePassword",
  "apiDatabasePassword",
  "workerDatabasePassword",
  "mcpToken",
  "sandboxToken",
] as const;

/** The secrets of a folder, created at first use and stored in `secrets.json` (mode 0600). */
export function loadSecrets(home: string): Secrets {
  const path = `${home}/secrets.json`;
  const kept = readJson<Partial<Secrets>>(path) ?? {};
  const all = Object.fromEntries(names.map((n) => [n, kept[n] ?? randomSecret()]));
  if (names.some((n) => !kept[n])) writeJson(path, all);
  return all as unknown as Secrets;
}

function randomSecret(): string {
  return [...crypto.getRandomValues(new Uint8Array(24))]
    .map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

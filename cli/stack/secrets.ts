import { generateKeyPairSync } from "node:crypto";
import { readJson, writeJson } from "./home.ts";

/** Random secrets of one state folder; they are never in arguments or logs. */
export interface Secrets {
  /** Of the role that owns the embedded database. */
  databasePassword: string;
  apiDatabasePassword: string;
  workerDatabasePassword: string;
  mcpToken: string;
  sandboxToken: string;
  /** Key of the hashes of API keys, where AUTH_SECRET is not set. */
  authSecret: string;
  /** Key that signs session tokens, where SESSION_KEY is not set. */
  sessionKey: string;
  /** Key from which secrets of webhooks are derived, where WEBHOOK_KEY is not set. */
  webhookKey: string;
}

const names = [
  "databasePassword",
  "apiDatabasePassword",
  "workerDatabasePassword",
  "mcpToken",
  "sandboxToken",
  "authSecret",
  "sessionKey",
  "webhookKey",
] as const;

/** The secrets of a folder, created at first use and stored in `secrets.json` (mode 0600). */
export function loadSecrets(home: string): Secrets {
  const path = `${home}/secrets.json`;
  const kept = readJson<Partial<Secrets>>(path) ?? {};
  const all = Object.fromEntries(
    names.map((n) => [n, kept[n] ?? (n === "sessionKey" ? newSessionKey() : randomSecret())]),
  );
  if (names.some((n) => !kept[n])) writeJson(path, all);
  return all as unknown as Secrets;
}

/** The secrets that a folder has; undefined before its first start. */
export const keptSecrets = (home: string): Partial<Secrets> | undefined =>
  readJson<Partial<Secrets>>(`${home}/secrets.json`);

function newSessionKey(): string {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
  return privateKey.export({ type: "pkcs8", format: "pem" }).toString();
}

/** A random password or token. */
export function randomSecret(): string {
  return [...crypto.getRandomValues(new Uint8Array(24))]
    .map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

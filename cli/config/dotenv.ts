import { parseEnv } from "node:util";
import type { Env } from "./config.ts";

/** `env` with the variables of the repository's `.env`, over which it takes precedence. */
export async function withDotenv(env: Env, root: string): Promise<Env> {
  return { ...parseEnv(await readDotenv(root)), ...env };
}

/** The text of the repository's `.env`; empty where there is none. */
export async function readDotenv(root: string): Promise<string> {
  try {
    return await Deno.readTextFile(`${root}/.env`);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return "";
    throw error;
  }
}

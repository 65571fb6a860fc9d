import { parseEnv } from "node:util";
import type { Env } from "./config.ts";

/** `env` with what `.env` of the repository adds; a variable that is set already wins. */
export async function withDotenv(env: Env, root: string): Promise<Env> {
  return { ...parseEnv(await readDotenv(root)), ...env };
}

/** The text of `.env` of the repository; empty where there is none. */
export async function readDotenv(root: string): Promise<string> {
  try {
    return await Deno.readTextFile(`${root}/.env`);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return "";
    throw error;
  }
}

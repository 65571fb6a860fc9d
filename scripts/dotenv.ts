import { parseEnv } from "node:util";
import type { Env } from "./config.ts";

/** `env` with what `.env` of the repository adds; a variable that is set already wins. */
export async function withDotenv(env: Env, root: string): Promise<Env> {
  let text: string;
  try {
    text = await Deno.readTextFile(`${root}/.env`);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return env;
    throw error;
  }
  return { ...parseEnv(text), ...env };
}

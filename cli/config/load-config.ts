import { repositoryRoot } from "../stack/paths.ts";
import { loadStartConfig, type StartConfig } from "./config.ts";
import { withDotenv } from "./dotenv.ts";

/** The configuration of this folder, as a start would read it. Throws a ConfigError. */
export async function loadConfig(): Promise<StartConfig> {
  return loadStartConfig(await withDotenv(Deno.env.toObject(), repositoryRoot), repositoryRoot);
}

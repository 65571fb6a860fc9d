import { loadStartConfig, type StartConfig } from "./config.ts";
import { withDotenv } from "./dotenv.ts";
import { repositoryRoot } from "../stack/paths.ts";

/** The configuration of this folder, as `deno task start` would see it; exits with 2 on faults. */
export async function here(): Promise<StartConfig> {
  try {
    return loadStartConfig(await withDotenv(Deno.env.toObject(), repositoryRoot), repositoryRoot);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    Deno.exit(2);
  }
}

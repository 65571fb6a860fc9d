import { RequestError, StreamError } from "../clients/client/mod.ts";
import { loadConfig } from "./config/load-config.ts";
import { readRunFile } from "./run-file.ts";
import { taskCommand } from "./task-command.ts";

/** The GraphQL address of the start that runs with this state folder, or the one at which it would serve. */
export async function serverAddress(): Promise<string> {
  const { home, port } = await loadConfig();
  return (await readRunFile(home))?.urls.graphql ?? `http://127.0.0.1:${port}/graphql`;
}

/** What to tell the user if no server answered at `url`; null for any other error. */
export function unreachableLines(error: unknown, url: string): string[] | null {
  const ours = error instanceof RequestError || error instanceof StreamError;
  if (!ours || error.code !== "UNREACHABLE") return null;
  return [`No server answers at ${url}.`, `Start it with \`${taskCommand("start")}\`.`];
}

import { ConfigError, type Env, type StartConfig } from "../config/config.ts";
import { checkMistral } from "../doctor/mistral.ts";
import { readDotenv } from "../config/dotenv.ts";
import { readRunFile } from "../run-file.ts";
import { checkServersFile } from "../config/servers-file.ts";
import { repositoryRoot } from "../stack/paths.ts";
import { portOwner, portOwnerText } from "../stack/supervise/port-owner.ts";
import { isPortFree } from "../stack/supervise/ports.ts";
import { taskCommand } from "../task-command.ts";
import { dotenvWarnings, shellWarnings } from "../config/unknown-variables.ts";

/** The reason why a start cannot run now, and what to do; undefined where it can. */
export async function findBlocker(
  { home, port }: Pick<StartConfig, "home" | "port">,
): Promise<string | undefined> {
  const run = await readRunFile(home);
  if (run) {
    return `Tramontane runs already: ${run.urls.graphql} (process ${run.pid}, state ${home}).\n` +
      `\`${taskCommand("stop")}\` stops it, \`${taskCommand("status")}\` shows it.`;
  }
  if (isPortFree(port)) return undefined;
  return `Port ${port} is taken by ${portOwnerText(await portOwner(port))}.\n` +
    `Stop it, or choose another port: PORT=${port + 1} ${taskCommand("start")}`;
}

/**
 * Checks whose failure no process would report clearly. Throws a ConfigError for a key that the provider refuses; returns
 * warnings. Makes one call to the provider, which is free of charge.
 */
export async function preflight(
  config: StartConfig,
  env: Env,
  { offline }: { offline: boolean },
): Promise<string[]> {
  return [...await variableWarnings(env), ...await keyWarnings(config, offline)];
}

/** Warnings about unknown variable names, and about unset variables of the list of MCP servers. */
export async function variableWarnings(env: Env, root = repositoryRoot): Promise<string[]> {
  return [
    ...dotenvWarnings(await readDotenv(root), env),
    ...shellWarnings(Deno.env.toObject(), env),
    ...checkServersFile(env).warnings,
  ];
}

async function keyWarnings({ model }: StartConfig, offline: boolean): Promise<string[]> {
  if (offline || model.provider === "emulator") return [];
  const { state, found, fix } = await checkMistral(model);
  if (state === "bad") throw new ConfigError("start", [`${found}; ${fix}`]);
  return state === "ok" ? [] : [`Mistral: ${found}; ${fix}`];
}

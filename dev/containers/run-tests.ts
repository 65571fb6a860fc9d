import { repositoryRoot } from "../../cli/stack/paths.ts";
import { findFreePort } from "../../cli/stack/supervise/ports.ts";
import type { Engine } from "./engine.ts";
import { writeOldEngineOverride } from "./old-engine.ts";

/** What a JUnit report says where there is no engine. */
export const skippedReport = `<testsuites><testsuite name="containers">
<testcase name="the composition runs on an engine" classname="tests/containers"><skipped/></testcase>
</testsuite></testsuites>\n`;

/**
 * Names files and project of the composition in the engine's variables. On an engine that others use, its name and its port
 * are its own: theirs stay as they are.
 */
export async function nameComposition({ own, env }: Engine, folder: string): Promise<void> {
  const files = ["docker-compose.yml"];
  if (own) files.push(await writeOldEngineOverride(folder));
  env.COMPOSE_FILE = files.join(":");
  env.COMPOSE_PROJECT_NAME = `tramontane-test-${crypto.randomUUID().slice(0, 8)}`;
  env.OWN_ENGINE = own ? "yes" : "no";
  if (!own) env.PORT = `${findFreePort()}`;
}

/** Runs the tests where published ports are; answers their exit code. They end with this process. */
export async function runTests(
  { own, env, enter }: Engine,
  files: readonly string[],
  junit: string | undefined,
): Promise<number> {
  const [command = "", ...args] = [
    ...own ? ["setpriv", "--pdeathsig", "KILL"] : [],
    ...[...enter, Deno.execPath(), "test", "-A", "--no-check"],
    ...junit === undefined ? [] : [`--junit-path=${junit}`],
    ...files.length > 0 ? files : ["tests/containers"],
  ];
  const { code } = await new Deno.Command(command, {
    args,
    env,
    cwd: repositoryRoot,
    stdin: "null",
  })
    .spawn().status;
  return code;
}

// `deno task containers:test [--keep FOLDER [--built]] [--junit FILE] [FILE...]`: builds the images, runs the compose
// file on a container engine, and tests it. See docs/operations.md, Containers.
import { parseArgs } from "node:util";
import { isPinnedDeno, runPinnedDeno } from "../../cli/start/pinned-deno.ts";
import { dockerOf } from "./docker.ts";
import { NoEngineError } from "./engine.ts";
import { startEngine } from "./find-engine.ts";
import { removeEngineFolder } from "./own-engine.ts";
import { nameComposition, runTests, skippedReport } from "./run-tests.ts";
import { prepare } from "./prepare.ts";

// Images name the pinned release, and get the running program.
if (!isPinnedDeno(Deno.version.deno)) {
  Deno.exit(await runPinnedDeno(Deno.version.deno, "dev/containers/main.ts", Deno.args));
}
const { values, positionals } = parseArgs({
  args: Deno.args,
  allowPositionals: true,
  options: {
    // A folder that stays, with images and what their builds have in common.
    keep: { type: "string" },
    // With --keep: the images are those of the run before.
    built: { type: "boolean" },
    junit: { type: "string" },
  },
});
const startedAt = performance.now();
const report = (line: string) =>
  console.log(`${((performance.now() - startedAt) / 1_000).toFixed(0).padStart(4)} s  ${line}`);

const folder = values.keep ?? await Deno.makeTempDir({ prefix: "tramontane-containers-" });
const stack = new AsyncDisposableStack();
stack.defer(async () => {
  if (!values.keep) await removeEngineFolder(folder);
});
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  Deno.addSignalListener(signal, () => void stack.disposeAsync().finally(() => Deno.exit(130)));
}
try {
  Deno.exitCode = await run();
} catch (error) {
  if (!(error instanceof NoEngineError)) throw error;
  console.error(`!!  CONTAINERS ARE NOT TESTED: ${error.message}`);
  // The gate goes on, and counts what it skipped.
  if (values.junit) await Deno.writeTextFile(values.junit, skippedReport);
  Deno.exitCode = values.junit ? 0 : 3;
} finally {
  await stack.disposeAsync();
}

async function run(): Promise<number> {
  const engine = stack.use(await startEngine(folder));
  report(`engine ${engine.version}, ${engine.own ? "started for the tests" : "found here"}`);
  await nameComposition(engine, folder);
  const docker = dockerOf(engine);
  if (!values.built) await prepare(docker, engine, folder, report);
  try {
    return await runTests(engine, positionals, values.junit);
  } finally {
    report("the tests have ended");
    await docker.run("compose", "down", "--volumes", "--remove-orphans", "--timeout", "5");
    report("the composition is down");
  }
}

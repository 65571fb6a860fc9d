import assert from "node:assert/strict";
import { test } from "node:test";
import { parseArguments } from "../../cli/command/parse-arguments.ts";
import { evaluate } from "../../cli/evals/evals.ts";
import { evalsArguments, evalsOptions } from "../../cli/evals/options.ts";
import { repositoryRoot } from "../../cli/stack/paths.ts";
import { ask, type ResearchStack } from "./research-stack.ts";

/** Research at a terminal: a run that is shown live, and reports that are scored. */
export function terminal(at: () => ResearchStack) {
  test("a run is shown line by line across a restart of the API, then the report and its files", async () => {
    const out = await Deno.makeTempDir({ prefix: "tramontane-reports-" });
    const restart = async () => {
      await at().stack.kill("api", "SIGKILL");
      await at().stack.startPart("api");
    };
    const args = ["--symbols", "NVDA, m&m.ns", "--searches", "2", "--out", out];
    const { code, stdout, stderr } = await run(at(), [ask(), ...args], /Prices: started/, restart);
    assert.equal(code, 0, stderr);
    assert.match(stderr, /Plan: completed \(2 searches, [\d.]+ s\)/);
    assert.match(stderr, /the run continues/);
    assert.match(stderr, /Verifier: completed \(passed/);
    assert.match(stdout, /^\n# NVDA and M&M\.NS/);
    const files = [...Deno.readDirSync(out)].map(({ name }) => name.split(".").at(-1)).sort();
    assert.deepEqual(files, ["csv", "html", "json", "md"]);
    await Deno.remove(out, { recursive: true });
  });

  test("Ctrl-C cancels the run and says so", async () => {
    const { code, stderr } = await run(at(), [ask()], /Prices: started/, (child) => {
      child.kill("SIGINT");
      return Promise.resolve();
    });
    assert.equal(code, 130, stderr);
    const [, id = ""] = /The run (\S+) was cancelled/.exec(stderr) ?? [];
    assert.equal((await at().research.read(id)).status, "CANCELLED");
  });

  test("stored and new reports are scored by the dataset's rules", async () => {
    const scored = (...args: string[]) =>
      evaluate(evalsOptions(parseArguments(evalsArguments, [...args, "--no-judge"])), at().api.url);
    const [whole] = await scored("--run", at().whole.id);
    assert.deepEqual(whole?.scores.filter((s) => !s.passed), []);
    assert.equal(whole?.agents.length, 7);
    const [lost] = await scored("--run", at().runs.oneLost.id);
    assert.deepEqual(lost?.scores.filter((s) => !s.passed).map((s) => s.rule), [
      "lost",
      "gaps",
      "verdict",
    ]);
    const fresh = await scored("--fresh", "the-verifier-insists", "lie-wrong-figure");
    assert.deepEqual(fresh.flatMap((r) => r.scores.filter((s) => !s.passed)), []);
    assert.deepEqual(fresh.map((r) => r.points), [1, 1]);
  });
}

/** Runs `deno task research`, and calls `then` once its output contains `word`. */
async function run(
  { api }: ResearchStack,
  args: string[],
  word: RegExp,
  then: (child: Deno.ChildProcess) => Promise<void>,
): Promise<{ code: number; stdout: string; stderr: string }> {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", "cli/main.ts", "research", ...args, "--url", api.url],
    cwd: repositoryRoot,
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
    signal: AbortSignal.timeout(120_000),
  }).spawn();
  const stdout = new Response(child.stdout).text();
  let [stderr, done] = ["", undefined as Promise<void> | undefined];
  for await (const text of child.stderr.pipeThrough(new TextDecoderStream())) {
    stderr += text;
    if (word.test(stderr)) done ??= then(child);
  }
  await done;
  return { code: (await child.status).code, stdout: await stdout, stderr };
}

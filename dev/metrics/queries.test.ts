import assert from "node:assert/strict";
import { test } from "node:test";
import type { MetricSpec } from "../../telemetry/metric-spec.ts";
import { metricTable, temporalMetrics } from "../../telemetry/metric-table.ts";
import { prometheusName } from "../../telemetry/prometheus-name.ts";
import { repositoryRoot } from "../../cli/stack/paths.ts";
import { alertRules, dashboardQueries, type Query, selected, splitBy } from "./queries.ts";

const folder = `${repositoryRoot}/deploy/observability`;
const read = (path: string) => Deno.readTextFile(`${folder}/${path}`);
const dashboards = [...Deno.readDirSync(`${folder}/dashboards`)].map((file) => file.name);
const rules = alertRules(await read("alerts.yml"));

/** The names of each metric in Prometheus, and the labels of the project's metrics. */
const known = new Map<string, readonly string[] | null>();
for (const [name, spec] of Object.entries<MetricSpec>(metricTable)) {
  const base = prometheusName(name, spec);
  const names = spec.kind === "histogram" ? ["_bucket", "_sum", "_count"] : [""];
  for (const suffix of names) known.set(base + suffix, [...spec.attributes, "le"]);
}
for (const name of temporalMetrics) {
  for (const suffix of ["", "_total", "_seconds_bucket"]) known.set(name + suffix, null);
}

function faultsOf({ at, expr }: Query): string[] {
  return selected(expr).flatMap(({ name, labels }) => {
    const has = known.get(name);
    if (has === undefined) return [`${at}: there is no ${name}`];
    const used = [...labels, ...splitBy(expr)];
    return has === null
      ? []
      : used.filter((l) => !has.includes(l)).map((l) => `${at}: ${name} has no ${l}`);
  });
}

test("dashboards use existing metrics and labels", async () => {
  const queries = (await Promise.all(
    dashboards.map(async (file) => dashboardQueries(file, await read(`dashboards/${file}`))),
  )).flat();
  assert.ok(queries.length > 50);
  assert.deepEqual(queries.filter(({ expr }) => selected(expr).length === 0), []);
  assert.deepEqual(queries.flatMap(faultsOf), []);
});

test("alerts use existing metrics and labels", () => {
  assert.deepEqual(rules.flatMap(({ alert, expr }) => faultsOf({ at: alert, expr })), []);
  const silent = rules.filter(({ expr }) => selected(expr).length === 0).map((r) => r.alert);
  assert.deepEqual(silent, ["TramontaneProcessDown"]); // uses `up` of Prometheus
});

test("an unknown metric or label is found", () => {
  const faults = (expr: string) => faultsOf({ at: "x", expr });
  assert.match(faults("rate(tramontane_chats_total[5m])")[0] ?? "", /no tramontane_chats_total/);
  assert.match(faults('tramontane_turns_total{model="m"}')[0] ?? "", /has no model/);
  assert.match(faults("sum by (model) (tramontane_turns_total)")[0] ?? "", /has no model/);
});

test("each alert has a severity, a sentence and a section of the runbook", async () => {
  const runbook = await Deno.readTextFile(`${repositoryRoot}/docs/operations.md`);
  const anchors = new Set(
    [...runbook.matchAll(/^#+ (.*)$/gm)].map(([, title = ""]) =>
      `docs/operations.md#${title.toLowerCase().replace(/[^a-z0-9 -]/g, "").replaceAll(" ", "-")}`
    ),
  );
  const faults = rules.flatMap(({ alert, labels, annotations }) => [
    ...(["page", "warn"].includes(labels?.severity ?? "") ? [] : [`${alert}: severity`]),
    ...(annotations?.summary ? [] : [`${alert}: summary`]),
    ...(anchors.has(annotations?.runbook ?? "") ? [] : [`${alert}: ${annotations?.runbook}`]),
  ]);
  assert.deepEqual(faults, []);
});

test("promtool accepts the rules, where it is installed", async (t) => {
  const promtool = await run("promtool", "--version").catch(() => null);
  if (promtool === null) return t.skip("promtool is not on PATH");
  for (const [how, file] of [["check", "alerts.yml"], ["test", "alerts.test.yml"]] as const) {
    const { success, printed } = await run("promtool", how, "rules", `${folder}/${file}`);
    assert.ok(success, printed);
  }
});

async function run(command: string, ...args: string[]) {
  const output = await new Deno.Command(command, { args }).output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { success: output.success, printed: text(output.stdout) + text(output.stderr) };
}

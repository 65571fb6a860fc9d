import assert from "node:assert/strict";
import { test } from "node:test";
import { openHome } from "../stack/home.ts";
import { repositoryRoot } from "../stack/paths.ts";
import { loadSecrets } from "../stack/secrets.ts";
import { debugReport, variables } from "./report.ts";

test("the report has versions, state and logs, without secrets", async () => {
  const home = await openHome(await Deno.makeTempDir());
  const secrets = loadSecrets(home.path);
  await Deno.writeTextFile(`${home.path}/state.json`, `{"format": 1}`);
  await Deno.writeTextFile(
    `${home.logs}/worker.log`,
    `calling with Bearer abcdef123456\nconnected to postgres://u:hunter2@h/db\n`,
  );
  const env = { MISTRAL_API_KEY: "key-1", DATABASE_URL: "postgres://u:hunter2@h/db", PORT: "4001" };
  const report = await debugReport(home.path, env, [], repositoryRoot);
  assert.match(report, /deno 2\./);
  assert.match(report, /"format": 1/);
  assert.match(report, /log of worker ====\ncalling with/);
  assert.match(report, /PORT=4001/);
  assert.doesNotMatch(report, /key-1|hunter2|abcdef123456/);
  assert.ok(Object.values(secrets).every((secret) => !report.includes(secret)));
});

test("variables that a start does not read are omitted", () => {
  assert.equal(variables({ AWS_SECRET: "x", PATH: "/bin" }), "none set");
});

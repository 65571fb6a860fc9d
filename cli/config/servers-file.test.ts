import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { loadCheckedConfig } from "./checked-config.ts";
import { ConfigError } from "./config.ts";
import { checkServersFile } from "./servers-file.ts";
import { repositoryRoot } from "../stack/paths.ts";

let folder: string;
before(async () => folder = await Deno.makeTempDir());
after(() => Deno.remove(folder, { recursive: true }));

async function check(text: string, env: Record<string, string> = {}) {
  const path = `${folder}/${crypto.randomUUID()}.json`;
  await Deno.writeTextFile(path, text);
  return { path, ...checkServersFile({ MCP_SERVERS: path, ...env }) };
}

const server = (fields: object) =>
  JSON.stringify({ servers: [{ name: "crm", url: "https://crm.example/mcp", ...fields }] });

test("the list in the repository has no fault under a start, whatever MCP_TOKEN the shell has", () => {
  assert.deepEqual(checkServersFile({}), { faults: [], warnings: [] });
  assert.deepEqual(checkServersFile({ MCP_TOKEN_FILE: "/absent" }), { faults: [], warnings: [] });
});

test("each kind of fault is reported with the file and the line, all at once", async () => {
  const text = `{ "servers": [
    { "name": "a", "url": "http://crm.example/mcp" },
    { "name": "b", "url": "https://\${CRM_HOST}/mcp", "toools": [] },
    { "name": "c", "url": "https://c.example", "headers": { "x-key": "\${CRM_KEY}" } }
  ] }`;
  const { path, faults } = await check(text);
  const expected = [
    /line 2: a: the url must be https/,
    /line 3: b: .*toools/,
    /line 3: b: CRM_HOST is not set/,
    /line 4: c: CRM_KEY is not set/,
  ];
  for (const one of expected) assert.ok(faults.some((fault) => one.test(fault)), String(one));
  for (const fault of faults) assert.ok(fault.startsWith(`MCP_SERVERS=${path}: line `), fault);
});

test("a list that is not JSON, not a list, missing or unreadable is a fault that names the file", async () => {
  assert.match((await check('{ "servers": [\n{]')).faults[0] ?? "", /\.json: line 2: this is not/);
  assert.match((await check('{ "mcpServers": {} }')).faults[0] ?? "", /no list `servers`/);
  const absent = checkServersFile({ MCP_SERVERS: `${folder}/absent.json` });
  assert.match(absent.faults[0] ?? "", /there is no file \/.*absent\.json$/);
  assert.match(checkServersFile({ MCP_SERVERS: folder }).faults[0] ?? "", /cannot be read/);
});

test("a variable counts as set by value or by file; an unreadable file is a fault", async () => {
  const text = server({ headers: { "x-key": "${CRM_KEY}" } });
  assert.deepEqual((await check(text, { CRM_KEY: "k" })).faults, []);
  await Deno.writeTextFile(`${folder}/key`, "k\n");
  assert.deepEqual((await check(text, { CRM_KEY_FILE: `${folder}/key` })).faults, []);
  const { faults } = await check(text, { CRM_KEY_FILE: `${folder}/no-key` });
  assert.ok(faults.some((fault) => /CRM_KEY_FILE names .*no-key/.test(fault)), faults.join());
});

test("an unset token is a warning, since some servers need none", async () => {
  const { faults, warnings } = await check(server({ bearer: "${CRM_TOKEN}" }));
  assert.deepEqual(faults, []);
  assert.match(warnings[0] ?? "", /CRM_TOKEN is not set: its server is asked without a token$/);
  assert.deepEqual(
    (await check(server({ bearer: "${CRM_TOKEN}" }), { CRM_TOKEN: "t" })).warnings,
    [],
  );
});

test("a start reports faults of variables, of the list of servers and of prices together, without values", async () => {
  const { path } = await check(server({ url: "ftp://crm", bearer: "s3cret" }));
  const env = { MCP_SERVERS: path, MARKET_DATA: "fresh", MISTRAL_API_KEY: "s3cret with a blank" };
  const faultsOf = (more: Record<string, string>) => {
    try {
      loadCheckedConfig({ ...env, ...more }, repositoryRoot);
    } catch (error) {
      assert.ok(error instanceof ConfigError);
      assert.doesNotMatch(error.message, /s3cret/);
      return error.faults.join("\n");
    }
    return "";
  };
  assert.match(
    faultsOf({}),
    /MISTRAL_API_KEY has an invalid value[\s\S]*MARKET_DATA is "fresh"[\s\S]*crm: the url/,
  );
  const valid = { MARKET_DATA: "live", MISTRAL_API_KEY: "", MODEL_PRICES: `${folder}/none.json` };
  assert.match(faultsOf(valid), /MODEL_PRICES=.*none\.json[\s\S]*crm: the url/);
});

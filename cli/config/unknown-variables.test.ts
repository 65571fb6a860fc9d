import assert from "node:assert/strict";
import { test } from "node:test";
import { dotenvWarnings, shellWarnings } from "./unknown-variables.ts";

const warnings = (...lines: string[]) => dotenvWarnings(lines.join("\n"), {});

test("an unknown name in .env is reported with its line and the nearest known name, without its value", () => {
  const warned = warnings(
    "# PROT=1",
    "PORT=4001",
    "",
    "MISTRAL_APIKEY=s3cret",
    'export DATABSE_URL="postgres://u:s3cret@h/d"',
    "mistral-api-key = s3cret",
    "FAVOURITE_COLOUR=s3cret",
  );
  assert.deepEqual(warned.map((line) => line.split(" is not")[0]), [
    ".env line 4: MISTRAL_APIKEY",
    ".env line 5: DATABSE_URL",
    ".env line 6: mistral-api-key",
    ".env line 7: FAVOURITE_COLOUR",
  ]);
  for (const [at, near] of ["MISTRAL_API_KEY", "DATABASE_URL", "MISTRAL_API_KEY"].entries()) {
    assert.match(warned[at] ?? "", new RegExp(`did you mean ${near}\\?$`));
  }
  assert.match(warned[3] ?? "", /see \.env\.example/);
  assert.doesNotMatch(warned.join("\n"), /s3cret/);
});

test("an invalid line is reported by its number alone", () => {
  assert.deepEqual(warnings("PORT 4001", "HOST: s3cret", "=s3cret"), [
    ".env line 1 is not NAME=value, and is ignored",
    ".env line 2 is not NAME=value, and is ignored",
    ".env line 3 is not NAME=value, and is ignored",
  ]);
});

test("the further lines of a value are not lines of their own", () => {
  assert.deepEqual(warnings('OTEL_EXPORTER_OTLP_HEADERS="a', "b=c", 'd"', "PORT=1"), []);
  assert.deepEqual(warnings('OTEL_EXPORTER_OTLP_HEADERS="a', "PRT=1").length, 1);
});

test("names that a process, the list of MCP servers or the machine uses are known", () => {
  const named = ["LEASE_MS", "ALLOWED_HOSTS", "TEMPORAL_TLS", "MCP_URL", "HTTPS_PROXY", "no_proxy"];
  const families = ["OTEL_SERVICE_NAME", "GOPROXY", "LC_ALL", "npm_config_registry"];
  assert.deepEqual(warnings(...[...named, ...families].map((name) => `${name}=1`)), []);
});

test("a variable that a start sets itself is reported as without effect", () => {
  const [warned] = warnings("DATABASE_URL_FILE=/run/secret");
  assert.match(warned ?? "", /DATABASE_URL_FILE has no effect on a start/);
  assert.deepEqual(warnings("DATABASE_URL=postgres://h/d", "MISTRAL_API_KEY=k", "PORT=1"), []);
});

test("of the shell, only near misses of known names are reported", () => {
  const shell = { TEMPORAL_ADRESS: "h:1", MISTRAL_API_KEYS: "k", PATH: "/bin", EDITOR: "vi" };
  const others = { TEMPORAL_PROFILE: "p", MISTRAL_DEBUG: "1", POST: "1", MCP_INSPECTOR_URL: "x" };
  const warned = shellWarnings({ ...shell, ...others }, {});
  assert.deepEqual(warned.map((line) => line.split(" ")[0]), [
    "TEMPORAL_ADRESS",
    "MISTRAL_API_KEYS",
  ]);
  assert.match(warned[0] ?? "", /did you mean TEMPORAL_ADDRESS\?/);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { denoRunFlags } from "./permissions.ts";

test("with sample data, only the own port and the Yahoo emulator can be reached", () => {
  const flags = denoRunFlags({
    host: "127.0.0.1",
    port: 4010,
    yahooUrl: "http://127.0.0.1:4100/yahoo",
  }, {});
  assert.ok(flags.includes("--allow-net=127.0.0.1:4010,127.0.0.1:4100"));
});

test("with live data, only the own port and Yahoo's hosts can be reached", () => {
  const net = denoRunFlags({ host: "127.0.0.1", port: 4010 }, {}).find((f) => f.includes("net"));
  assert.match(
    net ?? "",
    /^--allow-net=127\.0\.0\.1:4010,(\w+\.)+yahoo\.com(,(\w+\.)+yahoo\.com)+$/,
  );
});

test("only network, variables and the folder of prompts are allowed", () => {
  const asked = denoRunFlags({ host: "127.0.0.1", port: 4010 }, {});
  const flags = asked.map((f) => f.split("=")[0]);
  assert.ok(flags.includes("--no-prompt"));
  assert.match(asked.find((f) => f.startsWith("--allow-read")) ?? "", /=[^,]+\/mcp\/prompts\/$/);
  assert.deepEqual(flags.filter((f) => f?.startsWith("--allow")), [
    "--allow-net",
    "--allow-env",
    "--allow-read",
  ]);
});

test("besides the prompts, only the files of secrets can be read", () => {
  const asked = denoRunFlags({ host: "0.0.0.0", port: 4010 }, {
    MCP_TOKEN_FILE: "/run/secrets/mcp",
  });
  assert.match(
    asked.find((f) => f.startsWith("--allow-read")) ?? "",
    /\/prompts\/,\/run\/secrets\/mcp$/,
  );
});

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { before, test } from "node:test";
import { promisify } from "node:util";
import { ownNode } from "../../cli/stack/node/find-node.ts";
import { makeSelfSigned, makeSigned } from "../support/certificates.ts";

const root = new URL("../../", import.meta.url).pathname;

interface Outcome {
  name: string;
  status: number | null;
  failure: string | null;
  got: unknown[];
  lookups: number;
  port: number;
}

/** How an attempt went with each certificate, made by Node.js as a worker makes it, which trusts `ca.pem` besides its own. */
let outcomes: Map<string, Outcome>;
before(async () => {
  const folder = await Deno.makeTempDir();
  try {
    await Promise.all([makeSelfSigned(folder, "ca"), makeSelfSigned(folder, "unknown")]);
    await makeSelfSigned(folder, "self-signed", "localhost");
    await makeSigned(folder, "right", { host: "localhost" });
    await makeSigned(folder, "other-host", { host: "hooks.example.com" });
    await makeSigned(folder, "expired", { host: "localhost", days: -1 });
    await makeSigned(folder, "unknown-authority", { host: "localhost", authority: "unknown" });
    outcomes = await attempts(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

async function attempts(folder: string): Promise<Map<string, Outcome>> {
  const { path } = await ownNode({ progress: () => {} });
  const script = `${root}worker/webhooks/testing/tls-attempts.ts`;
  const names = ["right", "other-host", "expired", "self-signed", "unknown-authority"];
  const env = {
    ...process.env,
    NODE_EXTRA_CA_CERTS: `${folder}/ca.pem`,
    NODE_TLS_REJECT_UNAUTHORIZED: "0",
  };
  const options = { cwd: folder, env, timeout: 120_000 };
  const { stdout } = await promisify(execFile)(path, [script, ...names], options);
  const lines: Outcome[] = stdout.trim().split("\n").map((line) => JSON.parse(line));
  return new Map(lines.map((one) => [one.name, one]));
}

test("a receiver with a certificate of its host is sent the message at the checked address, with the name of the host", () => {
  const right = outcomes.get("right");
  assert.equal(right?.failure, null);
  assert.equal(right?.lookups, 1, "the name is resolved once, for check and connection");
  const got = { servername: "localhost", host: `localhost:${right?.port}`, to: "127.0.0.1" };
  assert.deepEqual(right?.got, [got]);
});

const refused = {
  "other-host": "Its certificate is for another host (ERR_TLS_CERT_ALTNAME_INVALID).",
  expired: "Its certificate has expired (CERT_HAS_EXPIRED).",
  "self-signed":
    "Its certificate is signed by no authority that the worker trusts (DEPTH_ZERO_SELF_SIGNED_CERT).",
  "unknown-authority":
    "Its certificate is signed by no authority that the worker trusts (UNABLE_TO_VERIFY_LEAF_SIGNATURE).",
};
for (const [name, failure] of Object.entries(refused)) {
  test(`a certificate is refused, also where the deployment turns verification off: ${name}`, () => {
    const { got, ...outcome } = outcomes.get(name) ?? {} as Outcome;
    assert.deepEqual([outcome.status, outcome.failure], [null, failure]);
    assert.deepEqual(got, [], "nothing of the message was sent");
  });
}

import assert from "node:assert/strict";
import { test } from "node:test";
import { debugReport } from "../../scripts/debug/report.ts";
import { checkMistral } from "../../scripts/doctor/mistral.ts";
import { repositoryRoot } from "../../scripts/stack/paths.ts";
import { loadSecrets } from "../../scripts/stack/secrets.ts";
import { startStack } from "../../scripts/stack/stack.ts";
import { type Api, readUntil, turnEnds } from "../support/api.ts";
import * as documents from "../support/documents.ts";
import { Sandbox } from "../support/sandbox.ts";
import { startTestStack } from "../support/test-stack.ts";

const key = "key-of-the-account";
const text = "What does NVDA cost?";

/** A conversation with one whole turn. */
async function converse(api: Api): Promise<string> {
  const id = await api.start("analyst", text);
  await readUntil(api.follow(id), turnEnds());
  return id;
}

const isEmulated = async (api: Api, id: string) => {
  type Told = { conversation: { emulated: boolean }; serverInfo: { emulated: boolean } };
  const query = `query ($id: ID!) { conversation(id: $id) { emulated } serverInfo { emulated } }`;
  const { conversation, serverInfo } = await api.run<Told>(query, { id });
  return { conversation: conversation.emulated, server: serverInfo.emulated };
};

test("with a key, what was emulated stays readable, says so, and is not continued", async () => {
  // The emulator of another stack stands for the account at the provider.
  await using account = await startStack({
    home: await Deno.makeTempDir({ prefix: "tramontane-account-" }),
    parts: ["sandbox"],
    env: { ...Deno.env.toObject(), MISTRAL_API_KEY: "" },
  });
  const before = await startTestStack();
  await before.api.register("analyst");
  const old = await converse(before.api);
  assert.deepEqual(await isEmulated(before.api, old), { conversation: true, server: true });
  await before.stack.stop();

  const { home } = before.stack;
  const model = { MISTRAL_API_KEY: key, MISTRAL_SERVER_URL: account.urls.mistral };
  const env = { ...Deno.env.toObject(), ...model };
  await using after = await startTestStack({ home: home.path, env });
  assert.deepEqual(await isEmulated(after.api, old), { conversation: true, server: false });
  assert.equal((await after.api.read(old)).entries.nodes.length, 3);
  const refused = await after.api.attempt(documents.send, {
    conversationId: old,
    content: [{ text: "And AMD?" }],
  });
  assert.deepEqual([refused.__typename, refused.reason], ["ConflictError", "OTHER_PROVIDER"]);

  const real = await converse(after.api);
  assert.deepEqual(await isEmulated(after.api, real), { conversation: false, server: false });
  const asked = await new Sandbox(account).ledger();
  assert.ok(asked.some(({ metadata }) => metadata?.tramontane_conversation === real));

  const report = await debugReport(home.path, env, [], repositoryRoot);
  assert.match(report, /log of worker ====\n\{/);
  const secrets = [key, ...Object.values(loadSecrets(home.path))];
  for (const secret of [...secrets, text]) assert.ok(!report.includes(secret), secret);

  const wrong = {
    provider: "mistral",
    apiKey: "invalid",
    serverUrl: account.urls.mistral,
  } as const;
  const { state, found, fix } = await checkMistral(wrong);
  assert.deepEqual([state, fix], ["bad", "check MISTRAL_API_KEY"]);
  assert.match(found, /401/);
  await account.destroy();
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { ProviderAccounts } from "./provider-accounts.ts";

const own = (tenant: string, keyFile: string, serverUrl: string | null = null) => ({
  ...{ tenant, servers: null },
  account: { keyFile, serverUrl },
});
const accounts = new ProviderAccounts(
  [
    own("acme", "/a.key"),
    own("globex", "/g.key"),
    own("initech", "/a.key"),
    own("abroad", "/a.key", "https://eu.example.com/"),
    { tenant: "plain", account: null, servers: [] },
  ],
  { address: { apiKey: "k" }, concurrency: 1, log: {} as never },
);
const signal = new AbortController().signal;

test("tenants with the same key share an account, others have their own or that of the deployment", () => {
  const ids = ["acme", "initech", "globex", "abroad", "plain", "unknown"].map((tenant) =>
    accounts.all.indexOf(accounts.of(tenant))
  );
  assert.deepEqual(ids, [1, 1, 2, 3, 0, 0]);
  assert.deepEqual(accounts.all.map(({ ownedBy }) => ownedBy), [
    null,
    ["acme", "initech"],
    ["globex"],
    ["abroad"],
  ]);
});

test("an account serves its tenants alone, that of the deployment all without a key of their own", () => {
  const served = accounts.all.map((account) =>
    ["acme", "initech", "globex", "unknown"].filter((tenant) => account.serves(tenant))
  );
  assert.deepEqual(served, [["unknown"], ["acme", "initech"], ["globex"], []]);
});

test("an open circuit and a full semaphore of one account delay no other", async () => {
  const { semaphores } = accounts.of("acme");
  for (let n = 0; n < 5; n++) (await semaphores.acquire("m", signal))("failure");
  await assert.rejects(semaphores.acquire("m", signal), /circuit/);
  await assert.rejects(accounts.of("initech").semaphores.acquire("m", signal), /circuit/);
  const release = await accounts.of("globex").semaphores.acquire("m", signal);
  (await accounts.usual.semaphores.acquire("m", signal))("success");
  release("success");
});

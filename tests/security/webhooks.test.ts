import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type Api, readUntil, turnEnds } from "../support/api.ts";
import { type IdentityStack, sharedIdentityStack } from "../support/identity.ts";
import { eventually, unique } from "../support/test-stack.ts";
import { Receiver } from "../webhooks/receivers.ts";

let t: IdentityStack;
let agent = "";
/** Developers of the first tenant, and one of another; an operator of the first. */
let [dora, bob, mallory, olga]: Api[] = [];
before(async () => {
  t = await sharedIdentityStack("webhooks");
  const developer = { roles: ["developer"], ttl: 3_600 };
  const [, globex] = t.tenants;
  dora = await t.as({ ...developer, subject: "dora" });
  bob = await t.as({ ...developer, subject: "bob" });
  mallory = await t.as({ ...developer, roles: ["admin"], tenant: globex, subject: "mallory" });
  olga = await t.as({ roles: ["operator"], subject: "olga", ttl: 3_600 });
  agent = unique("hooked");
  await t.api.register(agent, { tools: [] });
  await mallory.register(agent, { tools: [] });
});
after(() => t[Symbol.asyncDispose]());

interface Answer {
  __typename: string;
  webhook?: { id: string } | null;
  delivery?: { id: string };
  secret?: string | null;
  message?: string;
}

interface Listed {
  node: { id: string } | null;
  webhooks: { nodes: { id: string }[] };
}

/** Runs a mutation about webhooks. */
async function act(api: Api | undefined, name: string, input: object): Promise<Answer> {
  assert.ok(api);
  const fields: Record<string, string> = {
    createWebhook: "webhook { id } secret",
    rotateWebhookSecret: "secret",
    testWebhook: "delivery { id }",
  };
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}`;
  const own = fields[name] ? `... on ${type}Payload { ${fields[name]} }` : "";
  const { result } = await api.run<{ result: Answer }>(
    `mutation ($input: ${type}Input!) { result: ${name}(input: $input) {
      __typename ${own} ... on UserError { message } } }`,
    { input: { idempotencyKey: unique("key"), ...input } },
  );
  return result;
}

/** A webhook to a receiver of its own. */
async function hookOf(api: Api | undefined, over: object = {}) {
  const receiver = await new Receiver().start();
  const made = await act(api, "createWebhook", {
    ...{ name: unique("hook"), address: receiver.url, kinds: ["TURN_CHANGED"] },
    ...over,
  });
  assert.equal(made.__typename, "CreateWebhookPayload", made.message);
  receiver.secret = made.secret ?? "";
  return { id: made.webhook?.id ?? "", receiver, secret: receiver.secret };
}

/** A conversation whose turn has ended. */
async function ended(api: Api | undefined): Promise<string> {
  assert.ok(api);
  const id = await api.start(agent, "hello");
  await readUntil(api.follow(id), turnEnds());
  return id;
}

const hasEnd = ({ got }: Receiver, conversationId: string) =>
  got.some(({ data }) => data.conversationId === conversationId && data.status === "COMPLETED");

const history = `query ($id: ID!) { webhook(id: $id) { address deliveries(first: 5) {
  nodes { id state history { status failure answer } } } } }`;
interface History {
  webhook: {
    deliveries: { nodes: { id: string; state: string; history: { answer: string | null }[] }[] };
  } | null;
}

test("a webhook sends what its owner may read: nothing of others, and nothing of another tenant", async () => {
  const own = await hookOf(dora, { sendsContent: true });
  const foreign = await hookOf(mallory);
  const others = [await ended(bob), await ended(await t.as({ roles: ["member"], subject: "ada" }))];
  const [mine, theirs] = [await ended(dora), await ended(mallory)];
  await eventually(
    "both have their own",
    () => Promise.resolve(hasEnd(own.receiver, mine) && hasEnd(foreign.receiver, theirs)),
    60_000,
  );
  const seen = ({ got }: Receiver) => new Set(got.map(({ data }) => data.conversationId));
  assert.deepEqual(seen(own.receiver), new Set([mine]), `and not ${others}`);
  assert.deepEqual(seen(foreign.receiver), new Set([theirs]));
  const end = own.receiver.got.find(({ data }) => data.status === "COMPLETED");
  assert.ok((end?.data.content?.text ?? "").length > 0);
  assert.deepEqual([own.receiver.forged, foreign.receiver.forged], [0, 0]);
  await Promise.all([own.receiver.kill(), foreign.receiver.kill()]);
});

const byOwnerAlone = ["updateWebhook", "resumeWebhook", "testWebhook", "rotateWebhookSecret"];
const byOperators = ["pauseWebhook", "redeliver", "deleteWebhook"];
const inputs: Record<string, object> = {
  updateWebhook: { address: "https://hooks.example.com/" },
  pauseWebhook: { reason: "x" },
  redeliver: { deliveries: { state: "DEAD" } },
};

test("a webhook and its deliveries do not exist for other users and tenants; nothing of it changes", async () => {
  const { id, receiver } = await hookOf(dora);
  const delivery = (await act(dora, "testWebhook", { webhookId: id })).delivery?.id ?? "";
  await eventually("the test arrives", () => Promise.resolve(receiver.got.length > 0), 60_000);
  for (const api of [bob, mallory]) {
    assert.ok(api);
    assert.equal((await api.run<History>(history, { id })).webhook, null);
    for (const node of [id, delivery]) {
      const query = "query ($id: ID!) { node(id: $id) { id } webhooks { nodes { id } } }";
      const read: Listed = await api.run<Listed>(
        query,
        { id: node } as object,
      );
      assert.equal(read.node, null);
      assert.ok(read.webhooks.nodes.every((one: { id: string }) => one.id !== id));
    }
    for (const name of [...byOwnerAlone, ...byOperators]) {
      const { __typename } = await act(api, name, { webhookId: id, ...inputs[name] });
      assert.equal(__typename, "NotFoundError", name);
    }
  }
  const member = await t.as({ roles: ["member"], subject: "ada" });
  const { webhooks } = await member.run<{ webhooks: null }>("{ webhooks { nodes { id } } }")
    .catch(() => ({ webhooks: null }));
  assert.equal(webhooks, null);
  assert.equal(
    (await act(dora, "testWebhook", { webhookId: id })).__typename,
    "TestWebhookPayload",
  );
  await receiver.kill();
});

test("an operator lists, pauses, redelivers and deletes; answers of the receiver, address and secret are the owner's", async () => {
  const receiver = await new Receiver((_, response) => {
    response.writeHead(500).end("the receiver's own words");
    return true;
  }).start();
  const made = await act(dora, "createWebhook", { name: "failing", address: receiver.url });
  const id = made.webhook?.id ?? "";
  await act(dora, "testWebhook", { webhookId: id });
  const answers = async (api: Api | undefined) => {
    const { webhook } = await (api ?? assert.fail()).run<History>(history, { id });
    return webhook?.deliveries.nodes.flatMap(({ history: all }) => all.map(({ answer }) => answer));
  };
  await eventually(
    "an attempt has failed",
    async () => ((await answers(dora)) ?? []).length > 0,
    60_000,
  );
  assert.equal((await answers(dora))?.[0], "the receiver's own words");
  assert.equal((await answers(olga))?.[0], null);
  for (const name of byOwnerAlone) {
    const { __typename } = await act(olga, name, { webhookId: id, ...inputs[name] });
    assert.equal(__typename, "ForbiddenError", name);
  }
  for (const name of byOperators) {
    const { __typename, message } = await act(olga, name, { webhookId: id, ...inputs[name] });
    assert.match(__typename, /Payload$/, `${name}: ${message}`);
  }
  assert.equal((await (dora ?? assert.fail()).run<History>(history, { id })).webhook, null);
  await receiver.kill();
});

test("during the overlap both secrets verify, afterwards the new one alone; neither is in what is read or audited", async () => {
  const { id, receiver, secret } = await hookOf(dora);
  const sendTest = async () => {
    const before = receiver.got.length + receiver.forged;
    await act(dora, "testWebhook", { webhookId: id });
    await eventually(
      "it arrives",
      () => Promise.resolve(receiver.got.length + receiver.forged > before),
      60_000,
    );
    return receiver.got.at(-1);
  };
  const key = unique("key");
  const rotate = (over: object) =>
    act(dora, "rotateWebhookSecret", { webhookId: id, idempotencyKey: key, ...over });
  const second = (await rotate({ overlap: "P1D" })).secret ?? "";
  assert.match(second, /^whsec_/);
  assert.notEqual(second, secret);
  assert.equal((await rotate({ overlap: "P1D" })).secret, null, "a repetition does not show it");
  assert.equal((await sendTest())?.signatures, 2);
  receiver.secret = second;
  assert.equal((await sendTest())?.signatures, 2);
  const third = (await rotate({ overlap: "PT0S", idempotencyKey: unique("key") })).secret ?? "";
  assert.equal(receiver.forged, 0);
  await sendTest();
  assert.equal(receiver.forged, 1, "the second secret signs no more");
  receiver.secret = third;
  assert.equal((await sendTest())?.signatures, 1);
  const read = `query ($id: ID!) { webhook(id: $id) { name address secrets { createdAt expiresAt } }
    auditEvents(last: 100) { nodes { action resource details } } }`;
  const text = await readable(read, id);
  assert.match(text, /webhook\.secret_rotated/);
  for (const one of [secret, second, third]) {
    assert.ok(!text.includes(one.slice("whsec_".length, 40)));
  }
  assert.ok(!text.includes(`${receiver.url}`) || text.split(receiver.url).length === 2);
  await receiver.kill();
});

const readable = async (query: string, id: string) =>
  JSON.stringify(await t.api.run(query, { id }));

test("when the access of its owner is revoked, a webhook is paused at once and sends nothing more", async () => {
  const subject = unique("dave");
  const dave = await t.as({ roles: ["developer"], subject, ttl: 3_600 });
  const { id, receiver } = await hookOf(dave);
  const conversation = await ended(dave);
  await eventually("it sends", () => Promise.resolve(hasEnd(receiver, conversation)), 60_000);
  const before = receiver.requests;
  await dave.send(conversation, "hello again");
  const revoked = await act(t.api, "revokeAccess", { access: { subject } });
  assert.equal(revoked.__typename, "RevokeAccessPayload", revoked.message);
  const sent = receiver.requests;
  const paused = async () =>
    (await t.api.run<{ webhook: { paused: { code: string } | null } }>(
      "query ($id: ID!) { webhook(id: $id) { paused { code } } }",
      { id } as object,
    )).webhook.paused?.code;
  assert.equal(await paused(), "OWNER_ENDED");
  // The turn that was begun ends, and its end is fed to others.
  const other = await hookOf(dora);
  const later = await ended(dora);
  await eventually(
    "others are sent theirs",
    () => Promise.resolve(hasEnd(other.receiver, later)),
    60_000,
  );
  assert.ok(receiver.requests <= sent + 1, "an attempt that ran may arrive");
  assert.ok(sent >= before);
  await Promise.all([receiver.kill(), other.receiver.kill()]);
});

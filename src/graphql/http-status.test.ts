import assert from "node:assert/strict";
import { test } from "node:test";
import { serverAudits } from "graphql-http";
import { localPrincipal } from "../../protocol/auth/principal.ts";
import { uncheckedSchema } from "../../schema/mod.ts";
import type { GraphQLContext } from "../../schema/context.ts";
import { graphError } from "../../schema/errors.ts";
import { createLogger } from "../../telemetry/log.ts";
import { createHandler } from "../http/handler.ts";
import { createGraphQL } from "./yoga.ts";

const log = createLogger("test", { write: () => {} });
let ended = 0;
const events = {
  [Symbol.asyncIterator]: () => events,
  next: () => new Promise<never>(() => {}),
  return: () => Promise.resolve({ done: true, value: undefined, ended: ended++ }),
};
const context = {
  reads: {
    conversation: () => {
      throw new Error("secret");
    },
  },
  principal: localPrincipal,
  log: { approvals: "approvals", subscribe: () => events },
} as unknown as GraphQLContext;
let fault: Error | null = null;
const graphql = createGraphQL(
  uncheckedSchema(),
  () => {
    if (fault) throw fault;
    return context;
  },
  log,
);
const host = "127.0.0.1:4000";
const none = () => Promise.resolve(new Response(null, { status: 404 }));
const handler = createHandler({
  requester: () => Promise.resolve({ principal: localPrincipal, reason: null, address: null }),
  graphql: (request, requester) => graphql.fetch(request, { headers: request.headers, requester }),
  graphiql: none,
  console: none,
  bridge: none,
  report: none,
  file: none,
  hosts: () => [host],
  isStopping: () => false,
  probes: [],
  start: () => Promise.resolve(null),
});

const fetchFn = (url: string, init: RequestInit = {}) => {
  const headers = new Headers(init.headers);
  headers.set("host", host);
  return handler.answer(new Request(url, { ...init, headers }));
};
const strict = "application/graphql-response+json";
const ask = (query: string, variables?: object, accept = strict) =>
  fetchFn(`http://${host}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", accept },
    body: JSON.stringify({ query, variables }),
  });

const audits = serverAudits({ url: `http://${host}/graphql`, fetchFn });
for (const audit of audits) {
  test(`GraphQL over HTTP ${audit.id}: ${audit.name}`, async () => {
    const result = await audit.fn();
    // Where the specification says MAY, another choice is reported as a notice.
    const good = audit.name.startsWith("MAY") ? ["ok", "notice"] : ["ok"];
    assert.ok(good.includes(result.status), JSON.stringify(result));
  });
}

const wrong: [string, string, object?][] = [
  ["a missing variable", "query($id: ID!) { node(id: $id) { id } }"],
  ["a variable of another type", "query($id: ID!) { node(id: $id) { id } }", { id: {} }],
  [
    "an operation that costs too much",
    "{" +
    "conversations(first: 250) { nodes { id turns(first: 250) { nodes { id } } } }".repeat(1) + "}",
  ],
  ["a document that does not parse", "{"],
  ["a field that does not exist", "{ nope }"],
  [
    "a violated oneOf",
    "mutation($i: DecideApprovalInput!) { decideApproval(input: $i) { __typename } }",
    { i: { idempotencyKey: "k", approvalId: "a", argumentsHash: "h", verdict: {} } },
  ],
];
for (const [name, query, variables] of wrong) {
  test(`${name} is 400 without data, and 200 to application/json`, async () => {
    const response = await ask(query, variables);
    const answer = await response.json();
    assert.equal(response.status, 400, JSON.stringify(answer));
    assert.ok(!("data" in answer) && answer.errors.length > 0);
    assert.equal(answer.errors[0].extensions.http, undefined);
    const legacy = await ask(query, variables, "application/json");
    assert.equal(legacy.status, 200);
  });
}

test("an error in a field is 200 with the data of the others", async () => {
  const response = await ask('{ __typename node(id: "conversation_1") { id } }');
  assert.equal(response.status, 200);
  assert.ok("data" in await response.json());
});

test("an unavailable service is 503, a failure 500", async () => {
  fault = graphError("UNAVAILABLE", "Later.", { retryable: true });
  assert.equal((await ask("{ __typename }")).status, 503);
  fault = new Error("secret");
  const broken = await ask("{ __typename }");
  assert.equal(broken.status, 500);
  assert.doesNotMatch(await broken.text(), /secret/);
  fault = null;
});

test("a body that is not JSON is 400", async () => {
  for (const accept of [strict, "application/json"]) {
    const response = await fetchFn(`http://${host}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", accept },
      body: "{ nope",
    });
    assert.equal(response.status, 400);
  }
});

const follow = "subscription { approvalEvents { __typename } }";

test("a subscription by plain POST is 406, with an explanation, and leaves no source open", async () => {
  for (const accept of ["application/json", strict, "*/*"]) {
    ended = 0;
    const response = await ask(follow, undefined, accept);
    assert.equal(response.status, 406);
    assert.match((await response.json()).errors[0].message, /accept: text\/event-stream/);
    assert.equal(ended, 1);
  }
});

test("the headers of a stream tell proxies to forward each event at once", async () => {
  for (const query of [follow, "{ __typename }"]) {
    const response = await ask(query, undefined, "text/event-stream");
    assert.equal(response.headers.get("x-accel-buffering"), "no");
    assert.equal(response.headers.get("cache-control"), "no-cache, no-transform");
    await response.body?.cancel();
  }
});

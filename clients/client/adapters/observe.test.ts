import assert from "node:assert/strict";
import { test } from "node:test";
import { GraphQLError, parse, print } from "graphql";
import { createClient } from "../client.ts";
import { StreamError } from "../errors.ts";
import { startTcpProxy } from "../testing/tcp-proxy.ts";
import { query } from "../testing/read.ts";
import { openAnswers, type SampleEvent, storedEvent, wholeLog } from "../testing/sample-log.ts";
import { startStreamServer } from "../testing/stream-server.ts";
import { apolloSubscriptions } from "./apollo.ts";
import type { EventAnswer, Observer, Target } from "./observe.ts";
import { relaySubscriptions } from "./relay.ts";
import { urqlSubscriptions } from "./urql.ts";

type Begin = (target: Target, variables: object, observer: Observer) => () => void;

/** How each library calls its adapter. */
const libraries: Record<string, Begin> = {
  urql: (target, variables, observer) =>
    urqlSubscriptions(target)({ query, variables }).subscribe(observer).unsubscribe,
  Apollo: (target, variables, observer) =>
    apolloSubscriptions({ ...target, print })({ query: parse(query), variables })(observer),
  Relay: (target, variables, observer) =>
    relaySubscriptions(target)({ text: query }, variables)(observer),
};
const optionsFor = (url: string) => ({ url, retry: { firstMs: 1, maxMs: 10 } });

/** The results that an observer received, and how it ended. */
function observed(begin: Begin, target: Target, variables: object) {
  const answers: EventAnswer[] = [];
  const ended = Promise.withResolvers<Error | "complete">();
  const first = Promise.withResolvers<void>();
  const stop = begin(target, variables, {
    next: (answer) => {
      answers.push(answer);
      first.resolve();
    },
    error: ended.resolve,
    complete: () => ended.resolve("complete"),
  });
  return { answers, first: first.promise, ended: ended.promise, stop };
}

const seqsOf = (answers: EventAnswer[]) =>
  answers.map(({ data }) => (data.events as SampleEvent).seq);

for (const [library, begin] of Object.entries(libraries)) {
  test(`${library}: with cuts, each event arrives once, starting after the variable \`after\`, then the end`, async () => {
    await using server = startStreamServer(({ after }) => wholeLog(after, 40, 0));
    let connections = 0;
    using proxy = startTcpProxy(server.port, () => connections++ < 5 ? 900 : 0);
    const url = `http://127.0.0.1:${proxy.port}/graphql`;
    const { answers, ended } = observed(begin, optionsFor(url), { after: "c2" });
    assert.equal(await ended, "complete");
    assert.deepEqual(seqsOf(answers), Array.from({ length: 38 }, (_, i) => i + 3));
    assert.equal(server.afters[0], "c2");
    assert.ok(proxy.made > 3, `only ${proxy.made} connections`);
  });

  test(`${library}: the subscriptions of a client share its socket`, async () => {
    await using server = startStreamServer(({ after }) => wholeLog(after, 3, 0));
    const client = createClient({ url: server.url });
    const runs = [1, 2, 3].map(() => observed(begin, { client }, {}));
    for (const { ended } of runs) assert.equal(await ended, "complete");
    assert.deepEqual(runs.map(({ answers }) => seqsOf(answers)), [[1, 2, 3], [1, 2, 3], [1, 2, 3]]);
    assert.equal(server.params.length, 1);
    client.close();
  });

  test(`${library}: unsubscribing closes the connection, and nothing more is reported`, async () => {
    await using server = startStreamServer(() => openAnswers({ data: { events: storedEvent(1) } }));
    const { first, ended, stop } = observed(begin, optionsFor(server.url), {});
    await first;
    stop();
    await server.empty();
    assert.equal(await Promise.race([ended, Promise.resolve("nothing")]), "nothing");
  });

  test(`${library}: a refusal is an error with the server's code`, async () => {
    const refusal = new GraphQLError("no", { extensions: { code: "NOT_FOUND" } });
    await using server = startStreamServer(() => [refusal]);
    const error = await observed(begin, optionsFor(server.url), {}).ended;
    assert.ok(error instanceof StreamError);
    assert.equal(error.code, "NOT_FOUND");
  });
}

test("a document that cannot be resumed is reported as an error", async () => {
  const begin: Begin = (target, variables, observer) =>
    relaySubscriptions(target)({ text: null }, variables)(observer);
  const error = await observed(begin, optionsFor("http://127.0.0.1:1/graphql"), {}).ended;
  assert.equal((error as Error).name, "DocumentError");
});

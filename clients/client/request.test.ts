import assert from "node:assert/strict";
import { test } from "node:test";
import { RequestError } from "./errors.ts";
import { dataOf, originHint, request } from "./request.ts";

const thrown = (status: number, body: unknown) => {
  try {
    dataOf(status, typeof body === "string" ? body : JSON.stringify(body), "/graphql");
  } catch (error) {
    assert.ok(error instanceof RequestError);
    return [error.code, error.retryable, error.status];
  }
};

test("data without errors is returned", () => {
  assert.deepEqual(dataOf(200, '{"data":{"x":1}}', "/graphql"), { x: 1 });
});

test("errors throw the code of the first one, and whether it is retryable", () => {
  const errors = [{ message: "m", extensions: { code: "UNAVAILABLE", retryable: true } }];
  assert.deepEqual(thrown(200, { data: { x: null }, errors }), ["UNAVAILABLE", true, 200]);
  assert.deepEqual(thrown(400, { errors: [{ message: "m" }] }), ["UNKNOWN", false, 400]);
});

test("a response without a GraphQL result is an error", () => {
  assert.deepEqual(thrown(502, "<html>"), ["BAD_ANSWER", true, 502]);
  assert.deepEqual(thrown(403, "null"), ["BAD_ANSWER", false, 403]);
});

test("an answer that is not the API's says which address to check", async () => {
  const { server, url } = serve(() => new Response(null, { status: 404 }));
  await assert.rejects(request(url, "{ x }"), ({ message }: Error) => {
    assert.ok(message.startsWith(`BAD_ANSWER: ${url} answered HTTP 404 without a GraphQL result.`));
    return /does the server of the page pass it on/.test(message);
  });
  await server.shutdown();
});

function serve(handler: (request: Request) => Response | Promise<Response>) {
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, handler);
  return { server, url: `http://127.0.0.1:${server.addr.port}/graphql` };
}

test("it posts JSON with the query and its variables", async () => {
  let asked: unknown;
  const { server, url } = serve(async (request) => {
    asked = [request.method, request.headers.get("content-type"), await request.json()];
    return Response.json({ data: { x: 1 } });
  });
  assert.deepEqual(await request(url, "query ($a: Int) { x }", { a: 1 }), { x: 1 });
  const body = { query: "query ($a: Int) { x }", variables: { a: 1 } };
  assert.deepEqual(asked, ["POST", "application/json", body]);
  await server.shutdown();
});

test("a timeout and a refused connection are retryable", async () => {
  const answered = Promise.withResolvers<Response>();
  const { server, url } = serve(() => answered.promise);
  const unreachable = (error: unknown) =>
    error instanceof RequestError && error.code === "UNREACHABLE" && error.retryable;
  await assert.rejects(request({ url, withinMs: 20 }, "{ x }"), unreachable);
  answered.resolve(new Response());
  await server.shutdown();
  await assert.rejects(request(url, "{ x }"), unreachable);
});

test("a page of another origin learns which variable lets it call, since its browser hides the refusal", () => {
  const page = "http://localhost:8080";
  assert.match(
    originHint("http://127.0.0.1:4000/graphql", page),
    /ALLOWED_ORIGINS .*localhost:8080/,
  );
  assert.equal(originHint("/graphql", page), "");
  assert.equal(originHint(`${page}/graphql`, page), "");
  assert.equal(originHint("http://127.0.0.1:4000/graphql", undefined), "");
});

test("an abort throws its reason", async () => {
  const reason = new Error("left");
  await assert.rejects(
    request({ url: "http://127.0.0.1:1/", signal: AbortSignal.abort(reason) }, "{ x }"),
    reason,
  );
});

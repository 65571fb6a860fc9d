import assert from "node:assert/strict";
import { test } from "node:test";
import { GraphQLError } from "graphql";
import { validationError } from "../../protocol/user-error.ts";
import { graphError } from "../../schema/errors.ts";
import { Refusal } from "../../store/mod.ts";
import { createLogger } from "../../telemetry/log.ts";
import { maskError } from "./mask-error.ts";

function masked(error: unknown) {
  const lines: string[] = [];
  const log = createLogger("api", { write: (line) => lines.push(line) });
  const { message, extensions, path } = maskError(error, log);
  return { message, extensions: { ...extensions }, path, lines };
}
const wrapped = (originalError: Error) =>
  new GraphQLError(originalError.message, { originalError, path: ["conversation"] });

test("an unexpected error is hidden, logged, and found by its trace", () => {
  const { message, extensions, path, lines } = masked(wrapped(new Error("secret detail")));
  assert.equal(message, "Unexpected error.");
  assert.deepEqual(extensions, {
    code: "INTERNAL_SERVER_ERROR",
    retryable: false,
    traceId: null,
  });
  assert.deepEqual(path, ["conversation"]);
  assert.match(lines[0] ?? "", /api.internal_error.*secret detail/);
});

test("errors of the API are shown unchanged", () => {
  const { message, extensions } = masked(wrapped(graphError("NOT_FOUND", "There is none.")));
  assert.equal(message, "There is none.");
  assert.deepEqual(extensions, { code: "NOT_FOUND", retryable: false });
});

test("errors that GraphQL reports get a code", () => {
  assert.deepEqual(masked(new GraphQLError("no")).extensions, {
    code: "BAD_USER_INPUT",
    retryable: false,
  });
});

test("the message of the JSON parser is hidden", () => {
  const originalError = { name: "SyntaxError", message: "Unexpected token s in secret" };
  const error = new GraphQLError("POST body contains invalid JSON.", {
    extensions: { code: "BAD_REQUEST", originalError },
  });
  const { extensions } = masked(error);
  assert.deepEqual(extensions, { code: "BAD_REQUEST", retryable: false });
});

test("an unreachable database is retryable", () => {
  for (const code of ["ECONNREFUSED", "57P01", "08006", "53300"]) {
    const { extensions, lines } = masked(wrapped(Object.assign(new Error("x"), { code })));
    assert.deepEqual(extensions, { code: "UNAVAILABLE", retryable: true }, code);
    assert.deepEqual(lines, []);
  }
});

test("a fault in a SQL statement is not reported as unavailable", () => {
  const { extensions } = masked(wrapped(Object.assign(new Error("x"), { code: "42703" })));
  assert.equal(extensions.code, "INTERNAL_SERVER_ERROR");
});

test("a cursor that the store refuses is an error of the caller", () => {
  const refusal = new Refusal(validationError([{ path: ["after"], message: "No cursor." }]));
  const { message, extensions } = masked(wrapped(refusal));
  assert.equal(message, "after: No cursor.");
  assert.equal(extensions.code, "BAD_USER_INPUT");
});

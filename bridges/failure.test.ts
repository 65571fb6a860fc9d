import assert from "node:assert/strict";
import { test } from "node:test";
import { RequestError, StreamError } from "../clients/client/errors.ts";
import { BridgeError, failureOf, headersOf, payloadOf } from "./failure.ts";

const refused = (result: { __typename: string }) => {
  try {
    payloadOf(result);
  } catch (error) {
    if (error instanceof BridgeError) return error.failure;
  }
  return null;
};

test("an error of an operation has the status of its code, and when it is worth a retry", () => {
  const fault = {
    message: "Too many points.",
    extensions: { code: "RATE_LIMITED", retryable: true, retryAfterMs: 1_200 },
  };
  const error = new RequestError("RATE_LIMITED", "x", { retryable: true, errors: [fault] });
  const failure = failureOf(error);
  assert.deepEqual(failure, {
    status: 429,
    code: "RATE_LIMITED",
    message: "Too many points.",
    retryAfterS: 2,
  });
  assert.deepEqual(headersOf(failure), { "retry-after": "2" });
});

test("an end of a stream has the status of its code", () => {
  const { status, code } = failureOf(new StreamError("NOT_FOUND", "There is none."));
  assert.deepEqual([status, code], [404, "NOT_FOUND"]);
});

test("an error that is not of the API shows nothing of itself", () => {
  const { status, message } = failureOf(new Error("password=secret"));
  assert.deepEqual([status, message], [500, "Unexpected error."]);
});

test("a refused mutation says its reason and all its issues", () => {
  const conflict = { __typename: "ConflictError", message: "Busy.", reason: "BUSY" };
  assert.deepEqual(refused(conflict), { status: 409, code: "BUSY", message: "Busy." });
  const issues = [{ path: ["content", "0"], message: "Write less." }];
  const invalid = { __typename: "ValidationError", message: "Invalid.", issues };
  assert.equal(refused(invalid)?.message, "Invalid. content.0: Write less.");
  const limited = { __typename: "RateLimitedError", message: "Wait.", retryAfter: "PT3S" };
  assert.equal(refused(limited)?.retryAfterS, 3);
});

test("a payload is returned", () => {
  const payload = { __typename: "SendMessagePayload", turn: { id: "turn_1" } };
  assert.equal(payloadOf(payload), payload);
});

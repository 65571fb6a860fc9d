import assert from "node:assert/strict";
import { test } from "node:test";
import { BridgeError } from "../failure.ts";
import { errorResponse, InvalidRequest, refusedAs } from "./errors.ts";

const read = async (response: Response) => [response.status, (await response.json()).error];
const failed = (status: number, code: string) =>
  errorResponse(new BridgeError({ status, code, message: "No." }));

test("an error has OpenAI's form, with the field that is at fault", async () => {
  assert.deepEqual(await read(errorResponse(new InvalidRequest("Write less.", "input"))), [
    400,
    {
      message: "Write less.",
      type: "invalid_request_error",
      param: "input",
      code: "invalid_value",
    },
  ]);
});

test("only a busy conversation is a 409, which clients repeat by themselves", async () => {
  const [busy, { code, type }] = await read(failed(409, "BUSY"));
  assert.deepEqual([busy, code, type], [409, "conversation_locked", "conflict_error"]);
  const [reused, error] = await read(failed(409, "KEY_REUSED"));
  assert.deepEqual([reused, error.code], [400, "idempotency_key_reused"]);
});

test("an unexpected error shows nothing of itself", async () => {
  const [status, error] = await read(errorResponse(new Error("password=secret")));
  assert.deepEqual([status, error.type, error.message], [500, "server_error", "Unexpected error."]);
});

test("a refusal before the bridge gets the same form and keeps its headers", async () => {
  const errors = [{ message: "Wait.", extensions: { code: "RATE_LIMITED", retryable: true } }];
  const headers = { "retry-after": "3", "www-authenticate": "Bearer" };
  const refused = await refusedAs(Response.json({ errors }, { status: 429, headers }));
  assert.equal(refused.headers.get("retry-after"), "3");
  assert.equal(refused.headers.get("www-authenticate"), "Bearer");
  const [status, error] = await read(refused);
  assert.deepEqual([status, error.type, error.code], [
    ...[429, "rate_limit_error", "rate_limit_exceeded"],
  ]);
});

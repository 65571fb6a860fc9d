import assert from "node:assert/strict";
import { test } from "node:test";
import { RequestError } from "./errors.ts";
import { readable } from "./readable.ts";

const faulty = (codes: string[], data?: unknown) =>
  Promise.reject(
    new RequestError(codes[0] ?? "", "x", {
      retryable: false,
      errors: codes.map((code) => ({ message: "x", extensions: { code } })),
      data,
    }),
  );

test("fields without a scope are null, the others are read", async () => {
  const data = { turn: { output: 1, usage: null } };
  assert.equal(await readable(Promise.resolve(data)), data);
  assert.equal(await readable(faulty(["FORBIDDEN", "FORBIDDEN"], data)), data);
});

test("any other error is thrown, and a refusal of everything", async () => {
  await assert.rejects(readable(faulty(["FORBIDDEN", "UNAVAILABLE"], {})), RequestError);
  await assert.rejects(readable(faulty(["FORBIDDEN"])), RequestError);
});

test("a root field that is refused is thrown", async () => {
  const refused = (path: string[]) => {
    const errors = [{ message: "x", path, extensions: { code: "FORBIDDEN" } }];
    const data = { turn: null };
    return Promise.reject(new RequestError("FORBIDDEN", "x", { retryable: false, errors, data }));
  };
  await assert.rejects(readable(refused(["turn"])), { code: "FORBIDDEN" });
  assert.deepEqual(await readable(refused(["turn", "usage"])), { turn: null });
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { readAnswer, readErrors } from "./answer.ts";
import { DocumentError, StreamError } from "../errors.ts";

const event = { cursor: "c1", fromSeq: 1, seq: 1 };

test("data is an event, also with errors", () => {
  assert.deepEqual(readAnswer({ data: { events: event } }), { is: "event", event });
  const errors = [{ message: "a link", path: ["events", "entry"] }];
  assert.equal(readAnswer({ data: { events: event }, errors }).is, "event");
});

test("errors without data end the stream, unless all are retryable", () => {
  const error = (retryable: boolean) => ({
    message: "m",
    extensions: { code: "UNAVAILABLE", retryable },
  });
  assert.equal(readAnswer({ data: null, errors: [error(true)] }).is, "retryable");
  assert.equal(readAnswer({ data: { events: null }, errors: [error(true)] }).is, "retryable");
  const reading = readErrors([error(true), error(false)]);
  assert.equal(reading.is, "failed");
  assert.ok("error" in reading && reading.error instanceof StreamError);
  assert.equal(reading.error.code, "UNAVAILABLE");
  assert.equal(reading.error.errors.length, 2);
});

test("a result without data and errors is a failure", () => {
  const reading = readAnswer({});
  assert.ok(reading.is === "failed" && reading.error instanceof StreamError);
  assert.equal(reading.error.code, "BAD_ANSWER");
});

test("a selection without the required fields is refused, with their names", () => {
  const reading = readAnswer({ data: { events: { cursor: "c1" } } });
  assert.ok(reading.is === "failed" && reading.error instanceof DocumentError);
  assert.match(reading.error.message, /cursor fromSeq seq.*missing: fromSeq, seq/);
});

test("two root fields are refused; __typename does not count", () => {
  assert.equal(readAnswer({ data: { a: event, b: event } }).is, "failed");
  assert.equal(readAnswer({ data: { __typename: "Subscription", a: event } }).is, "event");
});

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Frame } from "./frames.ts";
import { oddStreamOf } from "./odd-stream.ts";
import type { Entry } from "./wire.ts";

const message = (content: unknown): Entry => ({
  ...{ object: "entry", id: "m", created_at: "", type: "message.input", role: "user", content },
});
const call = (id: string, args: string): Frame => ({
  data: { type: "function.call.delta", id, arguments: args },
  token: true,
});

test("the stream directive of the newest message applies; unknown kinds do nothing", () => {
  assert.equal(oddStreamOf([message("[[stream:hang]] hi")]).after, "hang");
  assert.equal(
    oddStreamOf([message([{ type: "text", text: "[[stream:marker]]" }])]).after,
    "marker",
  );
  assert.deepEqual(oddStreamOf([message("[[stream:hang]]"), message("hi")]), {});
  for (const text of ["[[stream:constructor]]", "[[stream:nonsense]]", "hang"]) {
    assert.deepEqual(oddStreamOf([message(text)]), {});
  }
});

test("kind data sends each call once, with its arguments as data", () => {
  const { frames } = oddStreamOf([message("[[stream:data]]")]);
  const pieces = [call("a", ""), call("a", '{"x"'), call("b", "{}"), call("a", ":1}")];
  assert.deepEqual(frames?.(pieces).map(({ data }) => data.arguments), [{ x: 1 }, {}]);
});

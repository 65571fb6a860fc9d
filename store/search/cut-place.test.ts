import assert from "node:assert/strict";
import { test } from "node:test";
import { momentPlace, momentText } from "../paging/places.ts";
import { cutPlace } from "./cut-place.ts";

const match = (time: string, isVisible: boolean) => ({
  id: `message_${time.replace(":", "")}`,
  at: new Date(`2026-11-29T${time}:00.000Z`),
  isVisible,
});
const from = (time: string) => ({ at: `2026-11-29T${time}:00.000Z`, id: "message_1" });

test("a search goes on behind the last match that its caller may read", () => {
  assert.deepEqual(cutPlace(match("10:20", true), null, null), {
    at: "2026-11-29T10:20:00.000Z",
    id: "message_1020",
  });
  const visible = match("10:50", true);
  assert.equal(cutPlace(match("10:20", false), visible, null)?.id, visible.id);
});

test("neither the id nor the time of a match of someone else is in a cursor", () => {
  for (
    const [visible, place] of [[null, null], [match("11:30", true), null], [
      null,
      from("12:00"),
    ]] as const
  ) {
    const found = cutPlace(match("10:20", false), visible, place);
    assert.equal(found?.at, "2026-11-29T11:00:00.000Z");
    assert.doesNotMatch(found.id, /1020/);
    assert.deepEqual(momentPlace(momentText(new Date(found.at), found.id)), found, "it is a place");
  }
});

test("a search that got no further than the hour in which it began does not go on", () => {
  assert.equal(cutPlace(match("10:20", false), null, from("10:40")), null);
  assert.equal(cutPlace(match("10:20", false), null, from("11:00")), null);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { readDraft, writeDraft } from "./draft.ts";

function storage(): Storage {
  const kept = new Map<string, string>();
  return {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, text: string) => void kept.set(name, text),
    removeItem: (name: string) => void kept.delete(name),
    get length() {
      return kept.size;
    },
  } as Storage;
}

test("each conversation has a draft of its own, and an empty one leaves nothing", () => {
  const kept = storage();
  writeDraft(kept, "a", "hello");
  assert.deepEqual([readDraft(kept, "a"), readDraft(kept, "b")], ["hello", ""]);
  writeDraft(kept, "a", "");
  assert.equal(kept.length, 0);
});

test("a storage that is full or forbidden is no fault of the page", () => {
  const refuse = () => {
    throw new DOMException("no", "QuotaExceededError");
  };
  const forbidden = { getItem: refuse, setItem: refuse, removeItem: refuse };
  writeDraft(forbidden, "a", "hello");
  assert.equal(readDraft(forbidden, "a"), "");
});

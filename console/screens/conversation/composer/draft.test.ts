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

const place = (conversationId: string, account = "acme ada") => ({ account, conversationId });

test("each account has a draft of its own in each conversation, and an empty one leaves nothing", () => {
  const kept = storage();
  writeDraft(kept, place("a"), "hello");
  assert.deepEqual([readDraft(kept, place("a")), readDraft(kept, place("b"))], ["hello", ""]);
  assert.equal(readDraft(kept, place("a", "acme bob")), "");
  writeDraft(kept, place("a"), "");
  assert.equal(kept.length, 0);
});

test("a storage that is full or forbidden is no fault of the page", () => {
  const refuse = () => {
    throw new DOMException("no", "QuotaExceededError");
  };
  const forbidden = { getItem: refuse, setItem: refuse, removeItem: refuse };
  writeDraft(forbidden, place("a"), "hello");
  assert.equal(readDraft(forbidden, place("a")), "");
});

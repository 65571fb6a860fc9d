import assert from "node:assert/strict";
import { test } from "node:test";
import { rateLimitHeaders } from "./rate-limit-headers.ts";

const states = [
  {
    account: { kind: "tenant", name: "", span: "day", limit: 8_640 },
    left: 0,
    room: 8_640,
    ageMs: 0,
  },
  {
    account: { kind: "principal", name: "ada", span: "minute", limit: 600 },
    left: 50,
    room: 50,
    ageMs: 0,
  },
] as const;
const rateLimit = { cost: 100, remaining: 100, resetAt: new Date(0), retryAfterMs: null };

test("each limit is a policy with its quota and window, and says what is left and when it is full again", () => {
  assert.deepEqual(rateLimitHeaders({ states, rateLimit }), {
    "ratelimit-policy":
      '"tenant-day";q=8640;qu="points";w=86400, "principal-minute";q=600;qu="points";w=60',
    "ratelimit": '"tenant-day";r=8640;t=0, "principal-minute";r=100;t=50',
  });
});

test("a refusal says in whole seconds when to try again, and no header names a principal or address", () => {
  const refused = rateLimitHeaders({ states, rateLimit: { ...rateLimit, retryAfterMs: 1_001 } });
  assert.equal(refused["retry-after"], "2");
  assert.ok(!JSON.stringify(refused).includes("ada"));
});

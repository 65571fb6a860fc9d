import assert from "node:assert/strict";
import { test } from "node:test";
import { readsDetailOf } from "./detail.ts";
import { localPrincipal, type Principal } from "./principal.ts";
import type { Role } from "./roles.ts";

const principal = (over: Partial<Principal>): Principal => ({
  ...localPrincipal,
  ...{ tenant: "acme", kind: "USER", subject: "ada", roles: [], ...over },
});
const as = (...roles: Role[]) => principal({ roles });
const reads = (who: Principal, reason: string | null = null) =>
  readsDetailOf("conversation", who, reason);

test("who reads details wherever it reads conversations needs no look at each of them", () => {
  for (const role of ["viewer", "developer", "approver", "operator", "admin"] as const) {
    assert.equal(reads(as(role)), true, role);
    assert.equal(reads(as(role), "ticket 7"), true, role);
  }
  for (const reason of [null, "ticket 7"]) {
    assert.equal(reads(as("operator", "approver"), reason), true);
  }
  assert.equal(reads(localPrincipal), true);
});

test("a member has no details, and with the scope those of what it reads", () => {
  assert.equal(reads(as("member")), false);
  const opted = principal({ roles: ["member"], scopes: ["conversations:read:detail"] });
  assert.equal(reads(opted), true);
});

test("details that reach less than the reads are denied, so that none of another's is shown", () => {
  const service = principal({
    kind: "SERVICE",
    roles: ["approver"],
    scopes: ["conversations:read", "research:read"],
  });
  assert.equal(reads(service), false);
  const researcher = principal({
    kind: "SESSION",
    scopes: ["research:read", "conversations:read:detail"],
  });
  assert.equal(reads(researcher), true);
});

test("a reason opens no details of what is read without one, since nothing would record it", () => {
  assert.equal(readsDetailOf("approval", as("operator"), null), false);
  assert.equal(readsDetailOf("approval", as("operator"), "ticket 7"), false);
  const service = principal({
    kind: "SERVICE",
    roles: ["operator"],
    scopes: ["conversations:read"],
  });
  assert.equal(reads(service, "ticket 7"), false);
});

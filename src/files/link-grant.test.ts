import assert from "node:assert/strict";
import { test } from "node:test";
import { localPrincipal, type Principal } from "../../protocol/auth/principal.ts";
import { RevocationList } from "../auth/revocation-list.ts";
import { readGrant, writeGrant } from "./link-grant.ts";

const session: Principal = {
  ...localPrincipal,
  ...{ tenant: "acme", kind: "SESSION", subject: "ada", roles: [] },
  ...{ credentialId: "session:1", mintedBy: "key_1", minter: "key:1", issuedAt: new Date(1_000) },
};

test("a link ends with all that ends its principal", () => {
  const granted = readGrant(writeGrant({ principal: session, reason: null })).principal;
  assert.equal(new RevocationList().isRevoked(granted), false);
  const ends = [
    ...[["credential", "session:1"], ["credential", "key_1"], ["subject", "ada"]] as const,
    ...[["subject", "key:1"], ["tenant", ""]] as const,
  ];
  for (const [kind, id] of ends) {
    const list = new RevocationList();
    list.add([{ tenant: "acme", kind, id, at: new Date(2_000) }]);
    assert.equal(list.isRevoked(session), true, `${kind} ${id}`);
    assert.equal(list.isRevoked(granted), true, `${kind} ${id}: the link`);
  }
});

test("the owner of the machine needs no grant", () => {
  assert.equal(writeGrant({ principal: localPrincipal, reason: null }), "");
  assert.equal(readGrant("").principal, localPrincipal);
});

test("a link has all that decides what its principal may read, and whether it was made for a reason", () => {
  const made: Principal = {
    ...session,
    ...{ kind: "USER", roles: ["admin"], scopes: ["usage:read"], groups: ["risk"] },
    bound: { kind: "agent", id: "analyst" },
  };
  const { principal, reason } = readGrant(writeGrant({ principal: made, reason: "ticket 7" }));
  assert.deepEqual(principal, { ...made, expiresAt: null });
  assert.notEqual(reason, null);
  assert.equal(readGrant(writeGrant({ principal: made, reason: null })).reason, null);
});

test("a link stays short however many groups its principal has", () => {
  const groups = Array.from({ length: 200 }, (_, n) => `${n}`.padStart(100, "g"));
  const text = writeGrant({ principal: { ...session, groups }, reason: null });
  assert.ok(text.length < 7_000, String(text.length));
  assert.equal(readGrant(text).principal.groups.length, 40);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { localPrincipal, type Principal } from "../../protocol/auth/principal.ts";
import { RevocationList } from "./revocation-list.ts";

const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute));
const key = (over: Partial<Principal> = {}): Principal => ({
  ...localPrincipal,
  ...{ tenant: "acme", kind: "SERVICE", subject: "key:1", credentialId: "key_1", issuedAt: at(10) },
  ...over,
});
const token = (over: Partial<Principal> = {}) =>
  key({ kind: "USER", subject: "ada", credentialId: "jti-1", ...over });

test("a revoked credential is refused whenever it was issued, in its tenant alone", () => {
  const list = new RevocationList();
  assert.equal(list.isRevoked(key()), false);
  list.add([{ tenant: "acme", kind: "credential", id: "key_1", at: at(5) }]);
  assert.equal(list.isRevoked(key()), true);
  assert.equal(list.isRevoked(key({ credentialId: "key_2" })), false);
  assert.equal(list.isRevoked(key({ tenant: "globex" })), false);
});

test("what a subject or tenant got before is refused, later credentials are accepted", () => {
  for (const [kind, id] of [["subject", "key:1"], ["tenant", ""]] as const) {
    const list = new RevocationList();
    list.add([{ tenant: "acme", kind, id, at: at(10) }]);
    assert.equal(list.isRevoked(key()), true, kind);
    assert.equal(list.isRevoked(key({ issuedAt: at(11) })), false, kind);
    assert.equal(list.isRevoked(key({ tenant: "globex" })), false, kind);
    assert.equal(list.isRevoked(key({ issuedAt: null })), true, kind);
    assert.equal(list.isRevoked({ ...key(), kind: "LOCAL" }), false, kind);
  }
});

test("the clock of an issuer may be a minute ahead", () => {
  const list = new RevocationList();
  list.add([{ tenant: "acme", kind: "subject", id: "ada", at: at(10) }]);
  assert.equal(list.isRevoked(token({ issuedAt: at(11) })), true);
  assert.equal(list.isRevoked(token({ issuedAt: at(12) })), false);
});

test("names that contain separators are not confused", () => {
  const list = new RevocationList();
  list.add([{ tenant: "acme", kind: "subject", id: "a\nb", at: at(10) }]);
  assert.equal(list.isRevoked(token({ tenant: "acme\na", subject: "b", issuedAt: at(1) })), false);
});

test("only new and later revocations are changes, and an earlier one changes nothing", () => {
  const list = new RevocationList();
  const one = { tenant: "acme", kind: "subject" as const, id: "key:1", at: at(10) };
  assert.equal(list.add([one]), true);
  assert.equal(list.add([one]), false);
  assert.equal(list.add([{ ...one, at: at(5) }]), false);
  assert.equal(list.add([{ ...one, at: at(12) }]), true);
  assert.equal(list.isRevoked(key({ issuedAt: at(11) })), true);
});

test("a session token ends with its minter: with its credential, and with all that was issued to its subject", () => {
  const session = token({ kind: "SESSION", credentialId: "s", mintedBy: "jwt:1", minter: "eve" });
  for (const [kind, id] of [["credential", "jwt:1"], ["subject", "eve"]] as const) {
    const list = new RevocationList();
    list.add([{ tenant: "acme", kind, id, at: at(11) }]);
    assert.equal(list.isRevoked(session), true, kind);
    assert.equal(list.isRevoked({ ...session, mintedBy: "jwt:2", minter: "ben" }), false, kind);
  }
  const list = new RevocationList();
  list.add([{ tenant: "acme", kind: "subject", id: "eve", at: at(11) }]);
  assert.equal(list.isRevoked({ ...session, issuedAt: at(13) }), false, "a later one");
});

import assert from "node:assert/strict";
import { test } from "node:test";
import type { StoredFile } from "../../store/mod.ts";
import { writeGrant } from "./link-grant.ts";
import { localPrincipal, type Principal } from "../../protocol/auth/principal.ts";
import { signedLink } from "./signed-link.ts";
import { serveFile } from "./serve-file.ts";

const key = new Uint8Array(32);
const file = (over: Partial<StoredFile> = {}): StoredFile => ({
  status: "STORED",
  title: "result.csv",
  mediaType: "text/csv; charset=utf-8",
  content: new TextEncoder().encode("a,b"),
  failure: null,
  ...over,
});
const access = { isRevoked: () => false, mayOpen: () => Promise.resolve(true) };
const entryOf = () => Promise.resolve("entry_1");
const ask = (kept: StoredFile | undefined, init: RequestInit = {}) =>
  serveFile(new Request(`http://localhost${signedLink(key, "file_1", Date.now())}`, init), {
    key,
    ...{ read: () => Promise.resolve(kept), access, entryOf },
  });

test("only raster images are shown in place; all else is saved, and no type may be guessed or run", async () => {
  const svg = await ask(file({ title: "x.svg", mediaType: "application/octet-stream" }));
  assert.match(svg.headers.get("content-disposition") ?? "", /^attachment/);
  const png = await ask(file({ title: "x.png", mediaType: "image/png" }));
  assert.match(png.headers.get("content-disposition") ?? "", /^inline/);
  for (const { headers } of [svg, png]) {
    assert.equal(headers.get("x-content-type-options"), "nosniff");
    assert.match(headers.get("content-security-policy") ?? "", /sandbox/);
    assert.match(headers.get("cache-control") ?? "", /^private/);
  }
});

test("a file name from outside cannot end the header or name a folder", async () => {
  const { headers } = await ask(file({ title: '../"\r\nx: y\ud800.csv' }));
  const said = headers.get("content-disposition") ?? "";
  assert.match(said, /^attachment; filename\*=UTF-8''[A-Za-z0-9%._-]+$/);
  assert.doesNotMatch(said, /%2F|\//);
});

test("a lost and an unknown file are reported as such, and only GET is served", async () => {
  assert.equal((await ask(undefined)).status, 404);
  const lost = await ask(file({ status: "LOST", content: null, failure: "It is gone." }));
  assert.equal(lost.status, 410);
  assert.equal((await ask(file(), { method: "DELETE" })).status, 405);
});

test("a pending file is waited for, then served", async () => {
  const link = `http://localhost${signedLink(key, "file_1", Date.now())}`;
  let looks = 0;
  const read = () =>
    Promise.resolve(++looks < 3 ? file({ status: "PENDING", content: null }) : file());
  assert.equal(
    await (await serveFile(new Request(link), { key, read, access, entryOf })).text(),
    "a,b",
  );
  const times = [0, 0, 10_000];
  const never = await serveFile(new Request(link), {
    ...{ key, access, entryOf },
    read: () => Promise.resolve(file({ status: "PENDING", content: null })),
    now: () => times.shift() ?? 20_000,
  });
  assert.deepEqual([never.status, never.headers.get("retry-after")], [503, "2"]);
});

const ada: Principal = {
  ...{ ...localPrincipal, tenant: "acme", kind: "USER", subject: "ada" },
  ...{ credentialId: "c1", issuedAt: new Date(1_000) },
};
const ownerOf = (principal: Principal) => ({
  grant: writeGrant({ principal, reason: null }),
  until: null,
});

test("a link leads into the tenant that it was made for, and no other can be written into it", async () => {
  const asked: string[] = [];
  const read = (tenant: string) => {
    asked.push(tenant);
    return Promise.resolve(tenant === "acme" ? file() : undefined);
  };
  const statusOf = async (path: string) =>
    (await serveFile(new Request(`http://localhost${path}`), { key, read, access, entryOf }))
      .status;
  const link = signedLink(key, "file_1", Date.now(), ownerOf(ada));
  assert.equal(await statusOf(link), 200);
  assert.equal(await statusOf(signedLink(key, "file_1", Date.now())), 404);
  const other = ownerOf({ ...ada, tenant: "globex" }).grant;
  const changed = new URL(link, "http://localhost");
  changed.searchParams.set("grant", other);
  const without = new URL(link, "http://localhost");
  without.searchParams.delete("grant");
  for (const { pathname, search } of [changed, without]) {
    assert.equal(await statusOf(`${pathname}${search}`), 403);
  }
  assert.deepEqual(asked, ["acme", "default"]);
});

test("a link ends when the credential that it was made with is revoked", async () => {
  const link = signedLink(key, "file_1", Date.now(), ownerOf(ada));
  const revoked: Principal[] = [];
  const response = await serveFile(new Request(`http://localhost${link}`), {
    ...{ key, entryOf, read: () => Promise.resolve(file()) },
    access: { ...access, isRevoked: (principal) => revoked.push(principal) > 0 },
  });
  assert.equal(response.status, 403);
  const [{ tenant, subject, credentialId, issuedAt, kind } = localPrincipal] = revoked;
  assert.deepEqual(
    [tenant, subject, credentialId, issuedAt?.getTime()],
    ["acme", "ada", "c1", 1_000],
  );
  assert.notEqual(kind, "LOCAL");
});

test("a link ends when its owner may no longer read the entry, and before the file is read", async () => {
  const asked: unknown[] = [];
  const response = await serveFile(
    new Request(`http://localhost${signedLink(key, "file_1", Date.now(), ownerOf(ada))}`),
    {
      ...{ key, entryOf, read: () => assert.fail("the file was read") },
      access: {
        ...access,
        mayOpen: ({ principal }, linked) =>
          Promise.resolve(asked.push(principal.subject, linked) === 0),
      },
    },
  );
  assert.deepEqual([response.status, response.headers.get("cache-control")], [403, "no-store"]);
  assert.deepEqual(asked, ["ada", { kind: "entry", id: "entry_1" }]);
});

test("a file without an entry is unknown", async () => {
  const response = await serveFile(
    new Request(`http://localhost${signedLink(key, "file_1", Date.now(), ownerOf(ada))}`),
    {
      ...{ key, access, read: () => Promise.resolve(file()) },
      entryOf: () => Promise.resolve(null),
    },
  );
  assert.equal(response.status, 404);
});

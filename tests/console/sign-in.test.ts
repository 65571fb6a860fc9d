// Signing in at the console, with an API key and at an issuer, on the stack whose API needs tokens.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Page } from "playwright-core";
import { type BrowserPage, startBrowser, type TestBrowser } from "../support/browser.ts";
import { Api } from "../support/api.ts";
import { type IdentityStack, sharedIdentityStack } from "../support/identity.ts";
import { unique } from "../support/test-stack.ts";
import { checkScreen } from "./check-screen.ts";

let t: IdentityStack;
let browser: TestBrowser;
let origin: string;
before(async () => {
  [t, browser] = await Promise.all([sharedIdentityStack("console"), startBrowser()]);
  origin = new URL(t.api.url).origin;
});
after(async () => {
  await browser[Symbol.asyncDispose]();
  await t[Symbol.asyncDispose]();
});

/** Opens a path of the console as someone who has not signed in. */
async function open(path: string): Promise<BrowserPage> {
  const opened = await browser.open({ reducedMotion: "reduce" });
  await opened.page.goto(origin + path);
  await opened.page.getByRole("heading", { name: "Sign in to Tramontane" }).waitFor();
  return opened;
}

const createKey = `mutation Create($input: CreateApiKeyInput!) {
  createApiKey(input: $input) { __typename ... on CreateApiKeyPayload { secret apiKey { id } } }
}`;
const rotateKey = `mutation Rotate($input: RotateApiKeyInput!) {
  rotateApiKey(input: $input) { __typename ... on RotateApiKeyPayload { secret } }
}`;
const revokeKey = `mutation Revoke($input: RevokeApiKeyInput!) {
  revokeApiKey(input: $input) { __typename }
}`;

/** A new API key with a role of the tenant. */
async function key(role: string): Promise<{ secret: string; id: string }> {
  const input = { name: unique("console"), roles: [role] };
  const created = await t.api.attempt(createKey, input);
  const { secret, apiKey } = created as unknown as { secret: string; apiKey: { id: string } };
  return { secret, id: apiKey.id };
}

async function signIn(page: Page, secret: string): Promise<void> {
  await page.getByLabel("API key").fill(secret);
  await page.getByRole("button", { name: "Sign in with the key" }).click();
}

const rail = (page: Page) => page.getByRole("navigation", { name: "Sections" });

test("a key that the API does not accept is refused in words; one that it accepts opens what its role may read", async () => {
  const { page, faults } = await open("/console/approvals");
  await checkScreen(page, "sign-in");
  await signIn(page, "tmk_wrong");
  await page.getByText("The API does not accept this key").waitFor();
  await signIn(page, "two words");
  await page.getByText("A key has no blanks").waitFor();
  const refused = faults.length;
  await signIn(page, (await key("viewer")).secret);
  await rail(page).getByRole("link", { name: "Conversations" }).waitFor();
  assert.equal(await rail(page).getByRole("link", { name: "Approvals" }).count(), 0);
  // It stays in the tab: a reload asks for nothing, another tab does.
  await page.reload();
  await rail(page).getByRole("link", { name: "Conversations" }).waitFor();
  const other = await page.context().newPage();
  await other.goto(`${origin}/console`);
  await other.getByRole("heading", { name: "Sign in to Tramontane" }).waitFor();
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByRole("heading", { name: "Sign in to Tramontane" }).waitFor();
  assert.equal(await page.evaluate(`sessionStorage.getItem("tramontane.session")`), null);
  assert.deepEqual(faults.slice(refused), []);
});

test("a person signs in at the issuer and comes back to the page of the link", async () => {
  const { page, faults } = await open("/console/usage?from=2026-01-01&to=2026-01-02");
  await page.getByRole("button", { name: "Sign in with the issuer of this machine" }).click();
  await page.getByRole("heading", { name: "Sign in for a demonstration" }).waitFor();
  await page.getByRole("combobox", { name: "Tenant" }).selectOption(t.tenants[0]);
  await page.getByRole("combobox", { name: "Role" }).selectOption("operator");
  await page.getByLabel(/^Secret/).fill(t.issuer.state().secret);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("heading", { level: 1, name: "Usage" }).waitFor();
  assert.match(page.url(), /\/console\/usage\?from=2026-01-01&to=2026-01-02$/);
  await page.getByRole("button", { name: "Sign out" }).waitFor();
  assert.deepEqual(faults, []);
  // The answer to a sign-in that this tab did not begin is not taken.
  const forged = await browser.open();
  await forged.page.goto(`${origin}/console/signed-in?code=c&state=s`);
  await forged.page.getByText("This sign-in was not begun in this tab").waitFor();
});

test("at the end of its token the page asks to sign in again", async () => {
  const { page } = await open("/console/system");
  await signIn(page, await t.tokenOf({ subject: "ada", roles: ["admin"], ttl: 8 }));
  await page.getByRole("heading", { level: 1, name: "System" }).waitFor();
  await page.getByRole("dialog", { name: "Sign in again" }).getByText("Your session has ended")
    .waitFor({ timeout: 20_000 });
});

test("a revoked key asks to sign in again above the page, whose draft stays and is sent afterwards", async () => {
  const agent = unique("console");
  await t.api.register(agent, { tools: [] });
  const first = await key("admin");
  const id = await new Api(t.api.url, first.secret).start(agent);
  // The new key has the subject of the old one: the same account.
  const rotated = await t.api.attempt(rotateKey, { keyId: first.id });
  const { page } = await open(`/console/conversations/${id}`);
  await signIn(page, first.secret);
  const message = page.getByRole("textbox", { name: "Message" });
  await message.fill("hello from a draft");
  await t.api.attempt(revokeKey, { keyId: first.id });
  const again = page.getByRole("dialog", { name: "Sign in again" });
  await again.getByText("Your session has ended").waitFor();
  await checkScreen(page, "session ended");
  await signIn(page, String(rotated["secret"]));
  await again.waitFor({ state: "detached" });
  assert.equal(await message.inputValue(), "hello from a draft");
  await message.press("Enter");
  await page.getByRole("article", { name: "Message of the agent" }).waitFor();
});

test("who signs in as another after a session has ended finds nothing of what the last one wrote", async () => {
  const agent = unique("console");
  await t.api.register(agent, { tools: [] });
  const first = await key("admin");
  const id = await new Api(t.api.url, first.secret).start(agent);
  const { page } = await open(`/console/conversations/${id}`);
  await signIn(page, first.secret);
  const message = page.getByRole("textbox", { name: "Message" });
  await message.fill("not for the other one");
  await t.api.attempt(revokeKey, { keyId: first.id });
  const again = page.getByRole("dialog", { name: "Sign in again" });
  await again.waitFor();
  await signIn(page, (await key("admin")).secret);
  await again.waitFor({ state: "detached" });
  await page.getByRole("heading", { name: "No such conversation" }).waitFor();
  assert.equal(await page.getByText("not for the other one").count(), 0);
});

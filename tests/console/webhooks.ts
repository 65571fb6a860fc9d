import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { test } from "node:test";
import { unique } from "../support/test-stack.ts";
import type { ConsolePage, ConsoleTests } from "./kit.ts";

/** Makes a webhook by the form; the dialog with its secret is left open. */
async function makeByForm({ page, check }: ConsolePage, name: string) {
  await page.getByRole("button", { name: "New webhook" }).click();
  const dialog = page.getByRole("dialog", { name: "New webhook" });
  await dialog.getByLabel("Name", { exact: true }).fill(name);
  await dialog.getByLabel("Address").fill("https://10.0.0.1/hook");
  await dialog.getByRole("button", { name: "Create" }).click();
  await dialog.getByText("Write an address in the open Internet").waitFor();
  // No name server knows it.
  await dialog.getByLabel("Address").fill("https://hooks.example/in");
  await dialog.getByLabel("What is sent", { exact: true }).selectOption("some");
  for (const kind of ["turn changed", "approval changed", "research ended"]) {
    await dialog.getByLabel(kind).uncheck();
  }
  await dialog.getByRole("button", { name: "Create" }).click();
  await dialog.getByText("Name a kind").waitFor();
  await check("a new webhook");
  await dialog.getByLabel("agent archived").check();
  await dialog.getByLabel("Only of the agent").fill("analyst");
  await dialog.getByRole("button", { name: "Create" }).click();
  await dialog.getByText(/whsec_/).waitFor();
  return dialog;
}

async function pause(page: Page) {
  await page.getByRole("button", { name: "Pause…" }).click();
  const dialog = page.getByRole("dialog", { name: "Pause the webhook" });
  await dialog.getByLabel("Why").fill("the receiver moves");
  await dialog.getByRole("button", { name: "Pause" }).click();
  await page.getByText(/Paused .* by .*: the receiver moves/).waitFor();
}

/** Tests of the screen Webhooks. */
export function registerWebhookTests(t: ConsoleTests): void {
  test("a webhook is made with a secret that is shown once; a test shows why the receiver is not reached, and it is paused and resumed", async () => {
    await using shown = await t.open("/console/webhooks");
    const { page } = shown;
    const name = unique("hook");
    const dialog = await makeByForm(shown, name);
    await shown.check("a new secret");
    await dialog.getByRole("button", { name: "Close" }).click();
    await page.getByRole("heading", { name, level: 1 }).waitFor();
    assert.doesNotMatch(await page.locator("body").innerText(), /whsec_/);
    await page.getByRole("button", { name: "Send a test" }).click();
    const delivery = page.getByRole("list", { name: "Deliveries" }).getByRole("listitem");
    await delivery.getByText("webhook.test").waitFor();
    await delivery.getByText(/, [1-9]\d* attempts?/).waitFor();
    await delivery.getByRole("button", { name: /^Attempts/ }).click();
    const attempts = page.getByRole("dialog", { name: /^Attempts/ });
    await attempts.getByText(/webhook-id: delivery_/).waitFor();
    await shown.check("attempts");
    await attempts.getByRole("button", { name: "Close" }).click();
    await pause(page);
    await shown.check("a webhook");
    await page.getByRole("button", { name: "Resume" }).click();
    await page.getByRole("button", { name: "Pause…" }).waitFor();
    await page.getByLabel("Show").selectOption("DEAD");
    await page.getByText("There are none.").waitFor();
    assert.match(page.url(), /state=DEAD/);
    await page.getByRole("link", { name: "Webhooks" }).last().click();
    await page.getByRole("link", { name }).waitFor();
    await shown.check("webhooks");
  });

  test("a webhook is changed by the form with its settings, gets a second secret, sends a range again, and is deleted", async () => {
    const name = unique("hook");
    const made = await t.api.run<{ createWebhook: { webhook: { id: string } } }>(
      `mutation ($input: CreateWebhookInput!) { createWebhook(input: $input) {
        ... on CreateWebhookPayload { webhook { id } } } }`,
      {
        input: {
          ...{ idempotencyKey: name, name, address: "https://hooks.example/in" },
          ...{ kinds: ["AGENT_ARCHIVED"], agentName: "analyst" },
        },
      },
    );
    await using shown = await t.open(`/console/webhooks/${made.createWebhook.webhook.id}`);
    const { page } = shown;
    await page.getByRole("button", { name: "Change…" }).click();
    const form = page.getByRole("dialog", { name: `Change ${name}` });
    assert.equal(await form.getByLabel("Only of the agent").inputValue(), "analyst");
    assert.equal(await form.getByLabel("agent archived").isChecked(), true);
    await form.getByLabel("Name", { exact: true }).fill(`${name} 2`);
    await form.getByLabel("alias moved").check();
    await form.getByLabel("Send the texts").check();
    await form.getByRole("button", { name: "Save" }).click();
    await page.getByRole("heading", { name: `${name} 2`, level: 1 }).waitFor();
    await page.getByText("agent archived, alias moved").waitFor();
    await page.getByRole("button", { name: "New secret…" }).click();
    const secret = page.getByRole("dialog", { name: "New secret" });
    await secret.getByLabel("The old secret signs").selectOption("P7D");
    await secret.getByRole("button", { name: "Make a new secret" }).click();
    await secret.getByText(/whsec_/).waitFor();
    await secret.getByRole("button", { name: "Close" }).click();
    await page.getByText(/^2, the older ones until/).waitFor();
    await page.getByRole("button", { name: "Send a range again…" }).click();
    const range = page.getByRole("dialog", { name: "Send a range again" });
    await range.getByLabel("From #").fill("9");
    await range.getByLabel("To #").fill("1");
    await range.getByRole("button", { name: "Send again" }).click();
    await range.getByText("Write a `from` that is not after `to`.").waitFor();
    await shown.check("a range");
    await range.getByRole("button", { name: "Close" }).click();
    await page.getByRole("button", { name: "Delete…" }).click();
    await page.getByRole("button", { name: "Delete the webhook" }).click();
    await page.getByRole("heading", { name: "Webhooks", level: 1 }).waitFor();
    await page.getByRole("link", { name: `${name} 2` }).waitFor({ state: "detached" });
  });
}

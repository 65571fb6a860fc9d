import assert from "node:assert/strict";
import { test } from "node:test";
import { unique } from "../support/test-stack.ts";
import type { ConsoleTests } from "./kit.ts";

/** Tests of the screen Webhooks. */
export function registerWebhookTests(t: ConsoleTests): void {
  test("a webhook is made with a secret that is shown once; a test shows why the receiver is not reached, and it is paused and resumed", async () => {
    await using shown = await t.open("/console/webhooks");
    const { page } = shown;
    const name = unique("hook");
    await page.getByRole("button", { name: "New webhook" }).click();
    const dialog = page.getByRole("dialog", { name: "New webhook" });
    await dialog.getByLabel("Name").fill(name);
    await dialog.getByLabel("Address").fill("https://10.0.0.1/hook");
    await dialog.getByRole("button", { name: "Create" }).click();
    await dialog.getByText("Write an address in the open Internet").waitFor();
    // No name server knows it.
    await dialog.getByLabel("Address").fill("https://hooks.example/in");
    await dialog.getByLabel("What is sent").selectOption("AGENT_ARCHIVED");
    await dialog.getByRole("button", { name: "Create" }).click();
    await dialog.getByText(/whsec_/).waitFor();
    await dialog.getByRole("button", { name: "Close" }).click();
    await page.getByRole("heading", { name, level: 1 }).waitFor();
    assert.doesNotMatch(await page.locator("body").innerText(), /whsec_/);
    await page.getByRole("button", { name: "Send a test" }).click();
    const delivery = page.getByRole("list", { name: "Deliveries" }).getByRole("listitem");
    await delivery.getByText("webhook.test").waitFor();
    await delivery.getByRole("button", { name: /^Attempts/ }).click();
    const attempts = page.getByRole("dialog", { name: /^Attempts/ });
    await attempts.getByText(/webhook-id: delivery_/).waitFor();
    await attempts.getByRole("button", { name: "Close" }).click();
    await page.getByRole("button", { name: "Pause…" }).click();
    const pause = page.getByRole("dialog", { name: "Pause the webhook" });
    await pause.getByLabel("Why").fill("the receiver moves");
    await pause.getByRole("button", { name: "Pause" }).click();
    await page.getByText(/Paused .* by .*: the receiver moves/).waitFor();
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
}

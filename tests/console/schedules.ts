import assert from "node:assert/strict";
import { test } from "node:test";
import type { ConsoleTests } from "./kit.ts";

/** Tests of the screen Schedules. */
export function registerSchedulesTests(t: ConsoleTests): void {
  test("a schedule is made by a form, run, paused with a reason and resumed, and its page says what became of it", async () => {
    const agent = await t.register({}, "scheduled");
    await using shown = await t.open("/console/schedules");
    const { page } = shown;
    await page.getByRole("button", { name: "New schedule" }).click();
    const form = page.getByRole("dialog", { name: "New schedule" });
    await form.getByLabel("Time zone").fill("Mars/Olympus");
    await form.getByRole("button", { name: "Create" }).click();
    await form.getByText("Write an IANA time zone").waitFor();
    await form.getByLabel("Name").fill(`Morning ${agent}`);
    await form.getByLabel("Time zone").fill("America/New_York");
    await form.getByLabel("What it starts").selectOption("conversation");
    await form.getByLabel("Agent").fill(agent);
    await form.getByLabel("First message").fill("What is new on {{date}}?");
    await shown.check("new schedule");
    await form.getByRole("button", { name: "Create" }).click();

    await page.getByRole("heading", { level: 1, name: `Morning ${agent}` }).waitFor();
    const next = page.getByRole("list", { name: "Next times" }).getByRole("listitem");
    await next.first().getByText("07:00").waitFor();
    assert.equal(await next.count(), 5);
    await page.getByRole("button", { name: "Run now" }).click();
    const history = page.getByRole("list", { name: "History" });
    await history.getByText("completed").waitFor({ timeout: 30_000 });

    await page.getByRole("button", { name: "Pause…" }).click();
    const pause = page.getByRole("dialog", { name: "Pause the schedule" });
    await pause.getByLabel("Why").fill("Holidays of the team.");
    await pause.getByRole("button", { name: "Pause" }).click();
    await page.getByText("Holidays of the team.").waitFor();
    await shown.check("schedule");
    await page.getByRole("button", { name: "Resume" }).click();
    await page.getByRole("button", { name: "Pause…" }).waitFor();

    await page.getByRole("button", { name: "Make up for…" }).click();
    const backfill = page.getByRole("dialog", { name: "Make up for a past period" });
    await backfill.getByLabel("From").fill("2026-11-23T00:00");
    await backfill.getByLabel("To", { exact: false }).last().fill("2026-11-24T23:00");
    await backfill.getByRole("button", { name: "Show what would start" }).click();
    await backfill.getByText("2 would start, from Mon, Nov 23, 07:00 AM EST").waitFor();
    await backfill.getByRole("button", { name: "Close" }).click();
    await history.getByRole("link", { name: "Conversation" }).click();
    await page.waitForURL(/\/console\/conversations\/conversation_\w+/);
  });
}

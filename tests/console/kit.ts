// How a screen of the console is tested. `console.test.ts` starts ONE browser on the gate's stack `console` and runs the
// tests of every screen; run it alone with `deno task test tests/console/`.
//
//   // tests/console/approvals.ts
//   export function registerApprovalsTests(t: ConsoleTests) {
//     test("a decided approval leaves the list", async () => {
//       const id = await t.api.start(t.analyst, "What does NVDA cost?");   // data: by the public API
//       await using shown = await t.open(`/console/conversations/${id}`, { width: 390 });
//       await shown.page.getByRole("button", { name: "Send" }).click();
//       await shown.check("conversation");                                // at the end of each screen's test
//     });
//   }
//
// - Data: `t.api` runs operations (`tests/support/api.ts`: start, send, decide, read, register, mutate with a document of
//   `tests/support/documents.graphql`, `run<T>("query ...", variables)`). `t.analyst` is an agent with the tool
//   get_current_stock_price; `t.register({ tools: [...] })` makes another one. Names are unique: others share the stack.
// - The emulator: `t.sandbox.post("pace", { tokensPerSecond: 20, firstTokenMs: 5 })` slows answers down, faults as in
//   tests/faults; `t.atPace(pace, work)` restores the usual pace. `t.stack.kill("worker", "SIGKILL")` and
//   `t.stack.startPart("worker")` as in other tests.
// - Waiting: by locators of Playwright (`await page.getByText(...).waitFor()`), or `eventually("...", async () => ...)`.
//   `page.waitForFunction` evaluates in the page, which its policy forbids; `page.evaluate` does not.
// - A page has its own storage and one WebSocket. Motion is reduced, so that nothing moves while it is checked.
// - `shown.check(name)` fails by a violation of axe (WCAG 2.2 AA) in light or dark, at 1280 or 390 px, by sideways scrolling,
//   a fault in the console, a violation of the policy, a request that the console may not make, and a second socket. It does
//   not load the page again. The last test reports what pages did after their check.
// - `await shown.keepsFocus(async () => {...})` fails if the focus moves during live updates: use it around `t.api.send` or a
//   decision by the API, with the locator of what has to appear.
// - A test that cuts connections says so, since the browser reports each one: `await shown.whileCut(async () => {...})`.
// - Structure: `assert.match(await page.getByRole("list").ariaSnapshot(), /.../)`. There are no pixel snapshots: fonts differ
//   between machines. `screenshot(page, name)` of tests/examples/pages.ts makes a picture for a person.
import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { startBrowser, type TestBrowser } from "../support/browser.ts";
import { sharedWithAnalyst, type TestStack, unique, usualPace } from "../support/test-stack.ts";
import { checkScreen } from "./check-screen.ts";
import { observe, type Observed } from "./observed.ts";

/** How a page is opened. */
export interface OpenOptions {
  /** Of the window, px; 1280 by default. Below 640 the sections are at the bottom. */
  width?: number;
  height?: number;
  colorScheme?: "light" | "dark";
  /** Runs in the page before its scripts: for example to put something into sessionStorage. */
  before?: string;
}

/** A page of the console. */
export interface ConsolePage extends AsyncDisposable {
  page: Page;
  /** What it did so far: requests, sockets, faults. */
  observed: Observed;
  /** Goes to another path of the console, by loading it. */
  go(path: string): Promise<void>;
  /** Fails by any fault of what it shows now; see the head of this file. */
  check(name: string): Promise<void>;
  /** Fails if another element has the focus after `work`, in which the page gets live updates. */
  keepsFocus<T>(work: () => Promise<T>): Promise<T>;
  /** Faults of connections during `work` do not count. */
  whileCut<T>(work: () => Promise<T>): Promise<T>;
}

/** The stack, the browser and an agent for the tests of all screens. Its members can be used while tests run. */
export class ConsoleTests {
  #t: (TestStack & { analyst: string }) | undefined;
  #browser: TestBrowser | undefined;
  /** What was wrong in pages until they were closed, each with the path at which its page was opened. */
  readonly problems: string[] = [];

  /** Call it in `before`. */
  async start(): Promise<void> {
    [this.#t, this.#browser] = await Promise.all([sharedWithAnalyst(), startBrowser()]);
  }

  get #started() {
    if (!this.#t || !this.#browser) throw new Error("the tests of the console have not started");
    return { ...this.#t, browser: this.#browser };
  }

  get stack(): TestStack["stack"] {
    return this.#started.stack;
  }

  get api(): TestStack["api"] {
    return this.#started.api;
  }

  get sandbox(): TestStack["sandbox"] {
    return this.#started.sandbox;
  }

  /** Name of an agent with the tool `get_current_stock_price`. */
  get analyst(): string {
    return this.#started.analyst;
  }

  /** Origin of the API that serves the console. */
  get origin(): string {
    return new URL(this.api.url).origin;
  }

  /** Registers an agent; its name. `over`: fields of RegisterAgentInput. */
  async register(over: object = {}, prefix = "console"): Promise<string> {
    const name = unique(prefix);
    await this.api.register(name, over);
    return name;
  }

  /** Runs `work` while the emulator writes at another pace. */
  async atPace<T>(
    pace: { tokensPerSecond: number; firstTokenMs: number },
    work: () => Promise<T>,
  ): Promise<T> {
    await this.sandbox.post("pace", pace);
    try {
      return await work();
    } finally {
      await this.sandbox.post("pace", usualPace);
    }
  }

  /** Opens a path of the console in a tab of its own, and waits for the page's heading. */
  async open(path = "/console", options: OpenOptions = {}): Promise<ConsolePage> {
    const { width = 1280, height = 800, colorScheme = "light", before } = options;
    const opened = await this.#started.browser.open({
      viewport: { width, height },
      colorScheme,
      reducedMotion: "reduce",
    });
    const observed = await observe(opened, this.origin);
    if (before) await opened.page.addInitScript(before);
    const close = async () => {
      await opened.page.context().close();
      this.problems.push(...observed.problems().map((problem) => `${path}: ${problem}`));
    };
    const shown = consolePage(opened.page, { observed, origin: this.origin, close });
    await shown.go(path);
    return shown;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#browser?.[Symbol.asyncDispose]();
    await this.#t?.[Symbol.asyncDispose]();
  }
}

function consolePage(
  page: Page,
  { observed, origin, close }: { observed: Observed; origin: string; close: () => Promise<void> },
): ConsolePage {
  return {
    page,
    observed,
    go: async (path) => {
      await page.goto(`${origin}${path}`);
      await page.locator("main h1").first().waitFor();
    },
    check: async (name) => {
      await checkScreen(page, name);
      assert.deepEqual(observed.problems(), [], name);
    },
    keepsFocus: async (work) => {
      await page.evaluate("void (globalThis.focusedBefore = document.activeElement)");
      const result = await work();
      const focused = await page.evaluate("document.activeElement?.outerHTML.slice(0, 120)");
      const same = await page.evaluate("document.activeElement === focusedBefore");
      assert.ok(same, `the focus moved to ${focused}`);
      return result;
    },
    whileCut: (work) => observed.whileCut(work),
    [Symbol.asyncDispose]: close,
  };
}

import type { CDPSession, Page } from "playwright-core";

/** What the main thread of a page did while something was done. */
export interface PageWork {
  /** Processor time of its tasks, ms; other processes of the machine do not change it. */
  processorMs: number;
  /** Of that, scripts. */
  scriptMs: number;
  /** Lengths of tasks of 50 ms and more by the clock, which a busy machine makes longer. */
  longTasks: readonly number[];
  /** From a key to the frame that shows it, by the clock, ms; in steps of 8. */
  keyLatencies: readonly number[];
}

/** Keeps long tasks and latencies of keys in the page; call it before the page loads. */
export async function observeWork(page: Page): Promise<void> {
  await page.addInitScript(`
    globalThis.pageWork = { longTasks: [], keyLatencies: [] };
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) pageWork.longTasks.push(duration);
    }).observe({ type: "longtask" });
    new PerformanceObserver((list) => {
      for (const { name, duration } of list.getEntries()) {
        if (name === "keydown") pageWork.keyLatencies.push(duration);
      }
    }).observe({ type: "event", durationThreshold: 16 });`);
}

/** Measures the work of the page while `work` runs. */
export async function workOf(page: Page, work: () => Promise<void>): Promise<PageWork> {
  const session = await page.context().newCDPSession(page);
  // Processor time of the thread, not the clock.
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  const clear = `void Object.values(pageWork).forEach((list) => list.length = 0)`;
  await page.evaluate(clear);
  const before = await metrics(session);
  await work();
  const after = await metrics(session);
  const seen = await page.evaluate(`pageWork`) as Pick<PageWork, "longTasks" | "keyLatencies">;
  await session.detach();
  const spent = (name: string) => ((after.get(name) ?? 0) - (before.get(name) ?? 0)) * 1_000;
  return { processorMs: spent("TaskDuration"), scriptMs: spent("ScriptDuration"), ...seen };
}

async function metrics(session: CDPSession): Promise<ReadonlyMap<string, number>> {
  const { metrics } = await session.send("Performance.getMetrics");
  return new Map(metrics.map(({ name, value }) => [name, value]));
}

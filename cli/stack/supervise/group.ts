import { trimLog } from "./log-file.ts";
import type { PartSpec, Reporter } from "./part.ts";
import { partOf } from "../process-plan.ts";
import { SupervisedPart } from "./supervised-part.ts";

const logLimitBytes = 20_000_000;

/** Files and behaviour of a group of parts. */
export interface GroupSettings {
  /** Folder of `<part>.log`. */
  logs: string;
  /** Folder of `<part>.json`, the notes that identify orphans. */
  run: string;
  /** Names of parts in the order of stopping; instances of one part stop together. */
  stopOrder: readonly string[];
  /** Restart processes that die, with bounded back-off. Default true. */
  supervise?: boolean;
  reporter?: Reporter;
}

/** Parts that were started together. */
export interface Group {
  readonly parts: readonly SupervisedPart[];
  /** Settles when every part is ready; rejects with the error of the first part that is not. */
  readonly ready: Promise<void>;
  part(name: string): SupervisedPart;
  /** Stops all parts in order. May be called again. */
  stop(): Promise<void>;
}

/** Starts all parts, each after the parts in its `after`, and returns at once. */
export function startGroup(specs: readonly PartSpec[], settings: GroupSettings): Group {
  const { reporter = {}, supervise = true } = settings;
  const stopping = new AbortController();
  const parts = specs.map((spec) =>
    new SupervisedPart(spec, {
      log: `${settings.logs}/${spec.name}.log`,
      pidFile: `${settings.run}/${spec.name}.json`,
      supervise,
      reporter,
      stopping: stopping.signal,
    })
  );
  const trim = setInterval(() => parts.map((p) => trimLog(p.log, logLimitBytes)), 60_000);
  const readiness = bringUp(parts, stopping, reporter);
  let stopped: Promise<void> | undefined;
  return {
    parts,
    ready: readiness,
    part: (name) => named(parts, name),
    stop: () =>
      stopped ??= (async () => {
        stopping.abort(new Error("the stack is being stopped"));
        clearInterval(trim);
        await readiness.catch(() => undefined);
        await stopInOrder(parts, settings.stopOrder, reporter);
      })(),
  };
}

function named(parts: readonly SupervisedPart[], name: string): SupervisedPart {
  const part = parts.find((p) => p.spec.name === name);
  if (!part) throw new Error(`no part ${name}; there is ${parts.map((p) => p.spec.name)}`);
  return part;
}

async function bringUp(
  parts: readonly SupervisedPart[],
  stopping: AbortController,
  reporter: Reporter,
): Promise<void> {
  for (const { spec } of parts) spec.prepare?.();
  const ready = new Map<string, Promise<void>>();
  const begin = Promise.withResolvers<void>();
  const of = (names: readonly string[] = []) =>
    Promise.all(
      parts.filter((p) => names.includes(partOf(p.spec.name))).map((p) => ready.get(p.spec.name)),
    );
  const one = async (part: SupervisedPart) => {
    await begin.promise;
    await of(part.spec.after);
    stopping.signal.throwIfAborted();
    const before = performance.now();
    await part.start();
    await of(part.spec.needs);
    await part.ready(stopping.signal);
    reporter.ready?.(part.spec.name, performance.now() - before);
  };
  for (const part of parts) ready.set(part.spec.name, one(part));
  const all = [...ready.values()];
  begin.resolve();
  try {
    await Promise.all(all);
  } catch (error) {
    // The remaining parts must not start while the group stops.
    stopping.abort(error);
    await Promise.allSettled(all);
    throw error;
  }
}

async function stopInOrder(
  parts: readonly SupervisedPart[],
  order: readonly string[],
  reporter: Reporter,
): Promise<void> {
  const rank = (part: SupervisedPart) => {
    const at = order.indexOf(partOf(part.spec.name));
    return at < 0 ? order.length : at;
  };
  for (let place = 0; place <= order.length; place++) {
    const here = parts.filter((part) => rank(part) === place);
    await Promise.all(here.map((part) => stopOne(part, reporter)));
  }
}

async function stopOne(part: SupervisedPart, reporter: Reporter): Promise<void> {
  if (part.pid === undefined) return part.stop();
  const before = performance.now();
  await part.stop();
  reporter.stopped?.(part.spec.name, performance.now() - before);
}

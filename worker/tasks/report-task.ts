import type { TaskReporter } from "../../protocol/async/run-every.ts";
import { errorFields, type Logger } from "../../telemetry/log.ts";
import { count } from "../../telemetry/metrics.ts";

/**
 * Counts the runs of periodic tasks and logs their failures: `worker.<task>_failed` at warn for the first one in a row,
 * at debug for the others, and `worker.<task>_recovered` after the last one.
 */
export function taskReporter(log: Logger): TaskReporter {
  return {
    failed({ name: task, fields }, error, failures) {
      count("tramontane.worker.task.runs", { task, outcome: "failed" });
      const level = failures === 1 ? "warn" : "debug";
      log[level](`worker.${snakeCase(task)}_failed`, {
        ...fields,
        failures,
        ...errorFields(error),
      });
    },
    succeeded({ name: task, fields }, failures) {
      count("tramontane.worker.task.runs", { task, outcome: "succeeded" });
      if (failures > 0) log.info(`worker.${snakeCase(task)}_recovered`, { ...fields, failures });
    },
  };
}

const snakeCase = (name: string) => name.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`);

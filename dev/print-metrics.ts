/** Writes the table of metrics into docs/observability.md; `deno task metrics`. */
import { withMetricRows } from "./metrics/metric-rows.ts";
import { repositoryRoot } from "../cli/stack/paths.ts";

const path = `${repositoryRoot}/docs/observability.md`;
await Deno.writeTextFile(path, withMetricRows(await Deno.readTextFile(path)));

// How the worker reaches Temporal: connects with each environment of the argument (JSON) and prints `ok` or `refused` for
// each, one a line.
import { readFileSync } from "node:fs";
import process from "node:process";
import { NativeConnection } from "@temporalio/worker";
import { readConfig } from "../../protocol/config/read-config.ts";
import {
  readTemporalConnection,
  temporalFields,
} from "../../protocol/temporal/temporal-connection.ts";
import { nativePeer } from "../../worker/temporal/native-peer.ts";

const environments: Record<string, string>[] = JSON.parse(process.argv[2] ?? "[]");
const outcomes = environments.map((env) => {
  const read = (path: string) => readFileSync(path, "utf8");
  const temporal = readConfig("probe", temporalFields, env, read, readTemporalConnection);
  return NativeConnection.connect(nativePeer(temporal)).then(() => "ok", () => "refused");
});
console.log((await Promise.all(outcomes)).join("\n"));
process.exit();

// Runs one program so that it cannot outlive the process that started this leash. At end of file on standard input
// (also after `kill -9` of that process), or on SIGTERM, SIGINT or SIGHUP, the program gets its stop signal, and SIGKILL
// after a grace period. Its output goes directly to a file, so that no line is lost. The leash runs on Node, and its
// program may be any executable.
//
//   node leash.mjs '{"log","pidFile","stopSignal","graceMs","cwd","uid"?,"gid"?}' program [args...]
import { spawn } from "node:child_process";
import {
  appendFileSync,
  existsSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { constants } from "node:os";
import process from "node:process";

const [settings, command, ...args] = process.argv.slice(2);
const { log, pidFile, stopSignal, graceMs, cwd, uid, gid } = JSON.parse(settings);
const out = openSync(log, "a", 0o600);
const program = spawn(command, args, { cwd, uid, gid, stdio: ["ignore", out, out] });

let ending;
function end() {
  if (ending) return;
  program.kill(stopSignal);
  ending = setTimeout(() => program.kill("SIGKILL"), graceMs);
}

function leave(code) {
  // The next leash of this part may already have written its note.
  const note = existsSync(pidFile) ? JSON.parse(readFileSync(pidFile, "utf8")) : {};
  if (note.pid === program.pid) rmSync(pidFile, { force: true });
  if (ending) endGroup();
  process.exit(code);
}

// Ends processes that the program started and left, such as a compiler, and this process with them.
function endGroup() {
  try {
    process.kill(-process.pid, "SIGKILL");
  } catch {
    // Started by hand in the group of a shell: that group must not end.
  }
}

program.on("error", (error) => {
  appendFileSync(log, `cannot run ${command}: ${error.message}\n`);
  leave(127);
});
program.on("exit", (code, signal) => leave(code ?? 128 + constants.signals[signal]));
if (program.pid) {
  writeFileSync(
    `${pidFile}.new`,
    JSON.stringify({ pid: program.pid, command: [command, ...args] }),
  );
  renameSync(`${pidFile}.new`, pidFile);
}
process.stdin.on("end", end).on("error", end).resume();
for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"]) process.on(signal, end);

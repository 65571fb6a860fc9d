// Runs programs so that none can outlive the process that started this leash. At end of file on standard input (also after
// `kill -9` of that process), or on SIGTERM, SIGINT or SIGHUP, each program gets its stop signal, and SIGKILL after its
// grace period. Output of a program goes directly to a file, so that no line is lost. The leash runs on Node, and its
// programs may be any executables. Messages are lines of JSON:
//
//   in   {"id","command","args","env","cwd","uid"?,"gid"?,"log","pidFile","stopSignal","graceMs"}   starts a program
//        {"stop": id}
//   out  {"id","pid"}, when it runs
//        {"id","code"}, when it has ended
import { spawn } from "node:child_process";
import {
  appendFileSync,
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { constants } from "node:os";
import process from "node:process";
import { createInterface } from "node:readline";

/** Functions that stop the programs that run, by id. */
const stops = new Map();
let ending = false;

const report = (message) => process.stdout.write(`${JSON.stringify(message)}\n`);

function start({ id, log, pidFile, ...what }) {
  const ended = (code) => {
    stops.delete(id);
    report({ id, code });
    if (ending && stops.size === 0) process.exit();
  };
  try {
    const program = run(what, log, (code, stopped) => {
      removeNote(pidFile, program.pid);
      if (stopped) endGroup(program.pid);
      ended(code);
    });
    stops.set(id, program.stop);
    if (!program.pid) return;
    writeNote(pidFile, { pid: program.pid, command: [what.command, ...what.args] });
    report({ id, pid: program.pid });
  } catch {
    // The log cannot be opened, or the command is malformed.
    stops.get(id)?.();
    if (!stops.has(id)) ended(127);
  }
}

/** `onEnd` receives the exit code, and whether the program was asked to stop. */
function run({ command, args, stopSignal, graceMs, ...options }, log, onEnd) {
  const out = openSync(log, "a", 0o600);
  // In a group of its own, with which the processes that it leaves can be ended.
  const program = spawn(command, args, {
    ...options,
    detached: true,
    stdio: ["ignore", out, out],
  });
  closeSync(out);
  let grace;
  program.on("error", (error) => {
    if (program.pid) return;
    appendFileSync(log, `cannot run ${command}: ${error.message}\n`);
    onEnd(127, false);
  });
  program.on("exit", (code, signal) => {
    clearTimeout(grace);
    onEnd(code ?? 128 + constants.signals[signal], grace !== undefined);
  });
  const stop = () => {
    if (grace) return;
    program.kill(stopSignal);
    grace = setTimeout(() => program.kill("SIGKILL"), graceMs);
  };
  return { pid: program.pid, stop };
}

function writeNote(pidFile, note) {
  writeFileSync(`${pidFile}.new`, JSON.stringify(note));
  renameSync(`${pidFile}.new`, pidFile);
}

function removeNote(pidFile, pid) {
  // The next program of this part may already have its note there.
  const note = existsSync(pidFile) ? JSON.parse(readFileSync(pidFile, "utf8")) : {};
  if (note.pid === pid) rmSync(pidFile, { force: true });
}

/** Ends processes that a program started and left, such as a compiler. */
function endGroup(pid) {
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // It left none.
  }
}

function end() {
  ending = true;
  for (const stop of stops.values()) stop();
  if (stops.size === 0) process.exit();
}

createInterface({ input: process.stdin }).on("close", end).on("line", (line) => {
  const message = JSON.parse(line);
  if ("stop" in message) stops.get(message.stop)?.();
  else start(message);
});
// The reader of the messages has ended: standard input ends too.
process.stdout.on("error", () => {});
for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"]) process.on(signal, end);

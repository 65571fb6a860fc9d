import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { readUntil, turnEnds } from "../support/api.ts";
import { runCommandLine, startCommand } from "../support/command-line.ts";
import { eventually, sharedWithAnalyst, type TestStack } from "../support/test-stack.ts";
import { type Got, Receiver } from "./receivers.ts";

const secret = `whsec_${btoa("the secret of a test of listen")}`;

let t: TestStack & { analyst: string };
before(async () => {
  t = await sharedWithAnalyst();
});
after(() => t[Symbol.asyncDispose]());

/** `tramontane webhooks listen`, and what it has printed. */
function listenTo(forward: string, env: Record<string, string> = { WEBHOOK_SECRET: secret }) {
  const only = ["--agent", t.analyst, "--kinds", "TURN_CHANGED,CONVERSATION_STARTED"];
  const args = ["webhooks", "listen", "--forward", forward, ...only, "--url", t.api.url];
  const child = startCommand(args, env);
  const printed = { text: "" };
  const reading = (async () => {
    for await (const text of child.stdout.pipeThrough(new TextDecoderStream())) {
      printed.text += text;
    }
  })();
  const stop = async () => {
    child.kill("SIGINT");
    const { code } = await child.status;
    await reading;
    return { code, stderr: await new Response(child.stderr).text() };
  };
  return { printed, stop };
}

const finish = async () => {
  const id = await t.api.start(t.analyst, "hello");
  await readUntil(t.api.follow(id), turnEnds());
};

/** Numbers that a message names as the one before it, and that did not arrive. */
function gapsIn(got: readonly Got[]): number[] {
  const arrived = new Set(got.map(({ seq }) => seq));
  const [, ...later] = [...got].sort((a, b) => a.seq - b.seq);
  return later.map(({ previousSeq }) => previousSeq).filter((seq) => !arrived.has(seq));
}

test("items are forwarded, signed, in their order; what fails while the receiver is away is printed and seen as a gap", async () => {
  const receiver = new Receiver();
  receiver.secret = secret;
  await receiver.start();
  const { printed, stop } = listenTo(receiver.url);
  await eventually("it listens", () => Promise.resolve(printed.text.includes("Forwards")), 60_000);
  await finish();
  await eventually("items arrive", () => Promise.resolve(receiver.got.length >= 2), 60_000);
  await receiver.kill();
  const before = receiver.got.length;
  await finish();
  await eventually("it fails", () => Promise.resolve(/ {2}failed: /.test(printed.text)), 60_000);
  await receiver.start();
  await finish();
  await eventually("more arrive", () => Promise.resolve(receiver.got.length > before), 60_000);
  const { code, stderr } = await stop();
  await receiver.kill();
  assert.deepEqual([code, stderr, receiver.forged], [0, "", 0]);
  const seqs = receiver.got.map(({ seq }) => seq);
  assert.deepEqual(seqs, seqs.toSorted((a, b) => a - b));
  assert.ok(gapsIn(receiver.got).length > 0, "the receiver sees that something is missing");
  assert.match(printed.text, /^#\d+ {2}turn\.changed {2}turn_\w+ {2}204 in \d+ ms$/m);
  assert.match(printed.text, /^Forwards the feed to \S+, signed with WEBHOOK_SECRET\.$/m);
  assert.doesNotMatch(printed.text, /whsec_/);
});

test("a redirect and an error of the receiver are printed, and nothing is followed", async () => {
  const trap = await new Receiver().start();
  const receiver = await new Receiver((n, response) => {
    response.writeHead(n % 2 === 0 ? 302 : 500, { location: trap.url }).end();
    return true;
  }).start();
  const { printed, stop } = listenTo(receiver.url, {});
  await eventually("it listens", () => Promise.resolve(printed.text.includes("Forwards")), 60_000);
  assert.match(printed.text, /signed with whsec_[A-Za-z0-9+/]{43}=\./);
  await finish();
  const isShown = () => / {2}302 in/.test(printed.text) && / {2}500 in/.test(printed.text);
  await eventually("both are printed", () => Promise.resolve(isShown()), 60_000);
  assert.equal((await stop()).code, 0);
  assert.equal(trap.requests, 0);
  await Promise.all([receiver.kill(), trap.kill()]);
});

test("--help says what it does; wrong input ends it with 2 and the usage; without a server it says what to start", async () => {
  const help = await runCommandLine(["webhooks", "--help"]);
  assert.equal(help.code, 0);
  assert.match(help.stdout, /listen[^]*--forward[^]*WEBHOOK_SECRET/);
  const forward = ["--forward", "http://127.0.0.1:3000"];
  const wrong: [string[], Record<string, string>, RegExp][] = [
    [["webhooks"], {}, /say listen/],
    [["webhooks", "send", ...forward], {}, /say listen/],
    [["webhooks", "listen"], {}, /--forward with an http/],
    [["webhooks", "listen", "--forward", "localhost:3000"], {}, /--forward with an http/],
    [["webhooks", "listen", "--forward", "file:///etc/passwd"], {}, /--forward with an http/],
    [["webhooks", "listen", ...forward, "--kinds", "NOTHING"], {}, /no kinds NOTHING/],
    [["webhooks", "listen", ...forward], { WEBHOOK_SECRET: "whsec_short" }, /is no secret/],
  ];
  await Promise.all(wrong.map(async ([args, env, said]) => {
    const { code, stdout, stderr } = await runCommandLine(args, env);
    assert.deepEqual([code, stdout], [2, ""], args.join(" "));
    assert.match(stderr, said);
    assert.match(stderr, /\nUsage: .* task webhooks/);
  }));
  const away = await runCommandLine([
    "webhooks",
    "listen",
    ...forward,
    "--url",
    "http://127.0.0.1:1",
  ]);
  assert.equal(away.code, 1);
  assert.match(away.stderr, /^No server answers at http:\/\/127\.0\.0\.1:1\/graphql\./);
});

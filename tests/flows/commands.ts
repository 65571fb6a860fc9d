import assert from "node:assert/strict";
import { test } from "node:test";
import { type Api, readUntil, turnEnds } from "../support/api.ts";
import { runCommandLine, startCommand } from "../support/command-line.ts";
import { createTestSchedule, readTestSchedule } from "../support/schedules.generated.ts";
import { eventually, unique } from "../support/test-stack.ts";

/** What these tests run against. */
interface Stack {
  api: Api;
  agent: string;
}

/** `tramontane schedules`, `approvals` and `tail` as a person runs them. */
export function commandTests(at: () => Stack) {
  const run = (...args: string[]) => tramontane(...args, "--url", at().api.url);

  test("`schedules` lists, runs, pauses and resumes, and says what is wrong", async () => {
    const { api, agent } = at();
    const name = unique("morning");
    const spec = { cron: { expression: "0 7 * * MON-FRI", timeZone: "America/New_York" } };
    const work = { conversation: { agent, text: "hello on {{date}}" } };
    const { schedule } = await api.mutate(createTestSchedule, { name, spec, work });
    const id = schedule?.id ?? assert.fail("it was not made");
    const lineOf = async () =>
      (await run("schedules", "list")).stdout.split("\n").find((line) => line.startsWith(id)) ?? "";
    assert.match(
      await lineOf(),
      new RegExp(`"${name}" {2}next 20\\S+T1[12]:00:00.000Z.*never fired`),
    );

    const ran = await run("schedules", "run", id);
    assert.match(ran.stdout, /^firing_\w+ started turn_\w+\.\n$/, ran.stderr);
    await eventually("it has completed", async () => {
      const read = await api.run(readTestSchedule, { id });
      return read.schedule?.firings.nodes[0]?.workStatus === "COMPLETED";
    }, 60_000);
    assert.match(await lineOf(), / {2}last 20\S+Z COMPLETED$/);

    const paused = await run("schedules", "pause", id, "--reason", "Holidays of the team");
    assert.match(paused.stdout, /paused: Holidays of the team/, paused.stderr);
    const json = (await run("schedules", "list", "--json")).stdout.trim().split("\n")
      .map((line) => JSON.parse(line)).find((one) => one.id === id);
    assert.equal(json.paused.reason, "Holidays of the team");
    const resumed = await run("schedules", "resume", id);
    assert.match(resumed.stdout, /next 20\S+T1[12]:00/, resumed.stderr);

    const unknown = await run("schedules", "run", id.replace(/.{4}$/, "0000"));
    assert.deepEqual([unknown.code, unknown.stdout], [1, ""]);
    assert.match(unknown.stderr, /no such schedule/i);
  });

  test("`approvals` lists what waits, and decides it once", async () => {
    const { api } = at();
    const agent = unique("asking");
    const tool = { server: "prices", name: "get_current_stock_price", policy: "ASK" };
    await api.register(agent, { tools: [tool] });
    const conversation = await api.start(agent, "What does NVDA cost?");
    await readUntil(api.follow(conversation), (e) => e.status === "WAITING");
    const { stdout } = await run("approvals");
    const line = stdout.split("\n").find((one) => one.endsWith(`in ${conversation}`)) ?? "";
    assert.match(line, /get_current_stock_price {"symbol":"NVDA"}.*rejected at 20/);
    const id = line.split(" ")[0] ?? "";
    const approved = await run("approvals", "approve", id);
    assert.equal(approved.stdout, `${id} is APPROVED.\n`, approved.stderr);
    await readUntil(api.follow(conversation), turnEnds());
    const again = await run("approvals", "reject", id, "--reason", "too late");
    assert.equal(again.code, 1);
    assert.match(again.stderr, /No approval with the id .* waits\./);
  });

  test("`tail` prints what takes place until Ctrl-C, only what is asked for", async () => {
    const { api, agent } = at();
    const kinds = "CONVERSATION_STARTED,TURN_CHANGED";
    const child = start("tail", "--agent", agent, "--kinds", kinds, "--url", api.url);
    let shown = "";
    const reading = (async () => {
      for await (const text of child.stdout.pipeThrough(new TextDecoderStream())) shown += text;
    })();
    let id = "";
    // It shows what begins once it follows; when that is, nothing says.
    await eventually("an item is shown", async () => {
      id = await api.start(agent, "hello");
      await readUntil(api.follow(id), turnEnds());
      return shown !== "";
    }, 60_000);
    id = await api.start(agent, "hello");
    const isShown = new RegExp(`#\\d+ {2}TURN_CHANGED {2}COMPLETED .*${agent} v1 {2}in ${id}`);
    await eventually("its end is shown", () => Promise.resolve(isShown.test(shown)), 60_000);
    child.kill("SIGINT");
    assert.equal((await child.status).code, 0);
    await reading;
    assert.equal(await new Response(child.stderr).text(), "");
    for (const line of shown.trim().split("\n")) {
      assert.match(line, / (CONVERSATION_STARTED|TURN_CHANGED) /);
    }
  });

  test("`tail --from-start --json` begins with the oldest item", async () => {
    const { api } = at();
    const child = start("tail", "--from-start", "--json", "--url", api.url);
    const reader = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
    let shown = "";
    while (!shown.includes("\n")) shown += (await reader.read()).value ?? assert.fail("it ended");
    const [first = ""] = shown.split("\n");
    assert.equal(JSON.parse(first).fromSeq, 1);
    child.kill("SIGINT");
    await reader.cancel();
    await child.stderr.cancel();
    await child.status;
  });

  test("what each of these commands does is in its --help; wrong input ends it with 2 and the usage", async () => {
    const wrong = {
      schedules: [["pause"], ["run", "turn_1"], ["stop"]],
      approvals: [["approve"], ["decide", "approval_1"]],
      tail: [["--kinds", "NOTHING"], ["word"]],
    };
    await Promise.all(
      Object.entries(wrong).map(async ([command, all]) => {
        const help = await tramontane(command, "--help");
        assert.equal(help.code, 0);
        assert.match(help.stdout, new RegExp(`^\\S+.* task ${command} .*\\n\\n\\w+`));
        for (const args of all) {
          const { code, stdout, stderr } = await tramontane(command, ...args);
          assert.deepEqual([code, stdout], [2, ""], `${command} ${args}`);
          assert.match(stderr, new RegExp(`\nUsage: .* task ${command}`));
        }
      }),
    );
    const away = await tramontane("schedules", "list", "--url", "http://127.0.0.1:1");
    assert.equal(away.code, 1);
    assert.match(
      away.stderr,
      /^No server answers at http:\/\/127\.0\.0\.1:1\/graphql\.\nStart it /,
    );
  });
}

const start = (...args: string[]) => startCommand(args);
const tramontane = (...args: string[]) => runCommandLine(args);

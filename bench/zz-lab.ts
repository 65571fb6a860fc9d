// usage: deno run -A lab.ts <load> <conversations> <turns> [stat] [prof]
const root = Deno.env.get("ROOT") ?? "/tmp/h/engine";
const { startTestStack, registerAnalyst, unique } = await import(root + "/tests/support/test-stack.ts");
const { endOf, readUntil, turnEnds } = await import(root + "/tests/support/api.ts");
const { costMeter, spentBetween } = await import(root + "/bench/cost.ts");
const postgres = (await import("postgres")).default;
const [load = "plain", c = "8", n = "25", ...more] = Deno.args;
const prof = more.includes("prof"), stat = more.includes("stat");
const times = { HEARTBEAT_MS: "10000", SLEEP_AFTER_MS: "300000", EVENTS_PER_RUN: "1000" };
const engine = { LEASE_MS: "5000", SWEEP_AFTER_MS: "30000", SETTLE_MS: "1000" };
const extra = Deno.env.get("WNODE") ? { NODE_OPTIONS: Deno.env.get("WNODE") } : prof ? { NODE_OPTIONS: "--require /tmp/h/englab/prof.cjs" } : {};
await using t = await startTestStack({ partEnv: { worker: { ...times, ...engine, ...extra }, api: times } });
const sql = postgres(t.stack.urls.database, { max: 1, onnotice: () => {} });
if (stat) {
  await sql`alter system set shared_preload_libraries = 'pg_stat_statements'`;
  await sql`alter system set pg_stat_statements.track = 'all'`;
  await t.stack.stopPart("postgres"); await t.stack.startPart("postgres");
  for (let i = 0; i < 20; i++) { try { await sql`create extension if not exists pg_stat_statements`; break; } catch { await new Promise(r => setTimeout(r, 300)); } }
}
await registerAnalyst(t);
const agent = unique("bench");
const tool = `[[tool:prices__get_current_stock_price {"symbol":"NVDA"}]]`;
await t.api.register(agent, load === "plain" ? { tools: [] } : {});
const text = load === "plain" ? "say 20 tokens" : tool + tool;
await t.sandbox.post("pace", { tokensPerSecond: 0, firstTokenMs: 0 });
const ids = await Promise.all(Array.from({ length: +c }, () => t.api.start(agent, "say 3 tokens")));
await Promise.all(ids.map((id) => readUntil(t.api.follow(id), turnEnds())));
const round = (n: number) => Promise.all(ids.map(async (id) => {
  for (let i = 0; i < n; i++) {
    const { turn, eventCursor } = await t.api.send(id, text);
    await readUntil(t.api.follow(id, eventCursor), endOf(turn.id), 120_000);
  }
}));
await round(Math.max(3, Math.ceil(40 / +c)));
await using meter = costMeter(t.stack);
const wpid0 = t.stack.processes().find((p: any) => p.name === "worker").pid;
function threads(pid: number) { const m: Record<string, number> = {}; const walk = (p: number) => { for (const d of Deno.readDirSync(`/proc/${p}/task`)) { try { const st = Deno.readTextFileSync(`/proc/${p}/task/${d.name}/stat`); const comm = st.slice(st.indexOf("(") + 1, st.lastIndexOf(")")); const f = st.slice(st.lastIndexOf(")") + 2).split(" ").map(Number); const key = Number(d.name) === p ? comm + "*" : comm === "node" ? comm + (Number(d.name) - p) : comm; m[key] = (m[key] ?? 0) + (f[11] + f[12]) * 10; const ch = Deno.readTextFileSync(`/proc/${p}/task/${d.name}/children`).trim(); if (ch) ch.split(" ").forEach((c) => walk(Number(c))); } catch { /* gone */ } } }; walk(pid); return m; }
if (stat) await sql`select pg_stat_statements_reset()`;
await new Promise(r => setTimeout(r, 1200));
if (prof) { Deno.writeTextFileSync("/tmp/h/englab/prof/start",""); await new Promise(r => setTimeout(r, 400)); }
const perf = more.includes("perf") ? new Deno.Command("perf", { args: ["record", "-o", "/tmp/h/englab/p.data", "-a", "-g", "-F", "299"], stderr: "null", stdout: "null" }).spawn() : null;
if (perf) await new Promise(r => setTimeout(r, 500));
const th0 = threads(wpid0); const before = await meter.now(); const begun = performance.now();
const own0 = Deno.readTextFileSync("/proc/self/stat").split(") ")[1].split(" ").slice(11, 13).map(Number).reduce((a, b) => a + b);
await round(+n);
const th1 = threads(wpid0); const secs = (performance.now() - begun) / 1000;
const own1 = Deno.readTextFileSync("/proc/self/stat").split(") ")[1].split(" ").slice(11, 13).map(Number).reduce((a, b) => a + b);
const turns = +c * +n;
const after0 = await meter.now(); if (perf) { perf.kill("SIGINT"); await perf.status; } if (prof) { Deno.writeTextFileSync("/tmp/h/englab/prof/stop",""); }
await new Promise(r => setTimeout(r, 1200));
const after = await meter.now();
const s = spentBetween(before, { ...after, processor: after0.processor }, turns);
const total = Object.values(s.processor).reduce((a: number, b) => a + (b as number), 0);
console.log(`${load} ${turns} turns, ${(turns / secs).toFixed(1)} turns/s, CPU ms/turn: ` +
  Object.entries(s.processor).map(([k, v]) => `${k} ${(v as number).toFixed(1)}`).join(", ") +
  `, bench ${((own1 - own0) * 10 / turns).toFixed(1)}; sum ${total.toFixed(1)}; statements ms ${s.databaseMs.toFixed(1)} commits ${s.commits.toFixed(1)} syncs ${s.syncs.toFixed(1)}; load ${Deno.loadavg()[0].toFixed(1)}`);
console.log("  worker threads ms/turn: " + Object.entries(th1).map(([k, v]) => [k, (v - (th0[k] ?? 0)) / turns] as const).filter(([, v]) => v > 0.05).map(([k, v]) => `${k} ${v.toFixed(2)}`).join(", "));
if (stat) {
  const rows = await sql`select calls, round(total_exec_time::numeric,1) ms, toplevel, left(regexp_replace(query, '\s+', ' ', 'g'), 150) q from pg_stat_statements s join pg_database d on d.oid=s.dbid and d.datname=current_database() order by calls desc`;
  let sum = 0, ms = 0;
  for (const r of rows) if (r.toplevel) { sum += Number(r.calls); ms += Number(r.ms); }
  console.log(`top-level statements a turn ${(sum / turns).toFixed(1)}, exec ms ${(ms / turns).toFixed(2)}`);
  for (const r of rows.filter((r) => Number(r.calls) >= turns / 4)) console.log(`${(Number(r.calls) / turns).toFixed(2)} ${(Number(r.ms) / turns).toFixed(3)}ms ${r.toplevel ? "T" : " "} ${r.q}`);
}
await sql.end();


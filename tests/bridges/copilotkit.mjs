// A headless client of CopilotKit: two runs of one thread, then one that asks for approval. Prints what it has.
// Arguments: the folder whose node_modules has CopilotKit, and the addresses of two agents.
const [folder, plain, careful] = process.argv.slice(2);
const of = (name) => import(`file://${folder}/node_modules/${name}/dist/index.mjs`);
const { CopilotKitCore } = await of("@copilotkit/core");
const { HttpAgent } = await of("@ag-ui/client");

const agents = {
  plain: new HttpAgent({ url: plain, agentId: "plain" }),
  careful: new HttpAgent({ url: careful, agentId: "careful" }),
};
const copilot = new CopilotKitCore({ agents__unsafe_dev_only: agents });
const faults = [];
copilot.subscribe({ onError: ({ error }) => void faults.push(String(error)) });

async function say(agent, content) {
  agent.addMessage({ id: crypto.randomUUID(), role: "user", content });
  await copilot.runAgent({ agent });
}

await say(agents.plain, "What do NVDA and AMD cost?");
await say(agents.plain, "And TSLA?");
await say(agents.careful, "What does NVDA cost?");
const interrupts = agents.careful.pendingInterrupts;
const payload = { approved: true, editedArgs: { symbol: "MSFT" } };
const resume = interrupts.map(({ id }) => ({ interruptId: id, status: "resolved", payload }));
await copilot.runAgent({ agent: agents.careful, resume });
console.log(JSON.stringify({
  plain: agents.plain.messages,
  interrupts,
  careful: agents.careful.messages,
  faults,
}));

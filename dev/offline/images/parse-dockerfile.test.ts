import assert from "node:assert/strict";
import { test } from "node:test";
import { parseDockerfile } from "./parse-dockerfile.ts";

const file = (...lines: string[]) => parseDockerfile(["FROM a:1 AS one", ...lines].join("\n"));

test("stages, copies and commands are read", () => {
  const stages = file(
    "# a comment",
    "WORKDIR /app",
    "COPY a b ./",
    "RUN deno install",
    "FROM b:2",
    "COPY --from=one --chown=1:1 /app/x x",
    "ENV A=1 B=two",
    "EXPOSE 80",
    'ENTRYPOINT ["node", "main.mjs"]',
  );
  assert.deepEqual(stages.map(({ base, name }) => [base, name]), [["a:1", "one"], ["b:2", "1"]]);
  assert.deepEqual(stages[0]?.instructions, [
    { kind: "WORKDIR", path: "/app" },
    { kind: "COPY", from: null, owner: null, sources: ["a", "b"], target: "./" },
    { kind: "RUN", command: "deno install" },
  ]);
  assert.deepEqual(stages[1]?.instructions, [
    { kind: "COPY", from: "one", owner: "1:1", sources: ["/app/x"], target: "x" },
    { kind: "ENV", variables: { A: "1", B: "two" } },
    { kind: "ABOUT" },
    { kind: "ENTRYPOINT", command: ["node", "main.mjs"] },
  ]);
});

test("an unknown instruction is refused, and a command with an absolute path", () => {
  for (const line of ["ADD x y", "RUN a \\", "RUN rm -rf /x", "RUN a --to=/x", "COPY x", "ENV A"]) {
    assert.throws(() => file(line), Error, line);
  }
});

/** A part of the deployment as `/readyz` reports it, and the processes of a start on the same machine. */
export interface Readiness {
  readonly ready: boolean;
  /** Each dependency by its name. Empty when the API does not answer. */
  readonly dependencies: Readonly<Record<string, { up: boolean; needed: boolean }>>;
  /** The processes that a start on that machine runs; absent where there is none. */
  readonly start?: {
    readonly parts: Readonly<Record<string, { state: string; doing?: string }>>;
  };
}

/** A part that does not serve: its name, and what it does meanwhile; null: nothing is known of it. */
export interface MissingPart {
  readonly name: string;
  readonly doing: string | null;
  /** True: it has not failed, it is being started. */
  readonly isStarting: boolean;
}

/** The dependency of PostgreSQL is named `database`. */
const processOf = (name: string) => name === "database" ? "postgres" : name;

/** States of a process that will be ready. */
const comingStates = ["waiting", "starting", "restarting"];

/** The parts that do not serve: dependencies that do not answer, and processes of the start that are not ready. */
export function missingParts({ dependencies, start }: Readiness): MissingPart[] {
  const processes = start?.parts ?? {};
  const down = Object.entries(dependencies).filter(([, { up }]) => !up).map(([name]) => name);
  const others = Object.keys(processes).filter((name) => processes[name]?.state !== "ready");
  const shown = down.map(processOf);
  // The page itself comes from the API.
  const names = [...down, ...others.filter((name) => name !== "api" && !shown.includes(name))];
  return names.map((name) => {
    const process = processes[processOf(name)];
    const isStarting = comingStates.includes(process?.state ?? "");
    return { name, doing: process?.doing ?? null, isStarting };
  });
}

import { parse } from "yaml";
import { repositoryRoot } from "../../cli/stack/paths.ts";

/** What a compose file says, as far as the tests read it; anchors merged, variables filled in. */
export interface Project {
  services: Record<string, Service>;
  networks: Record<string, { internal?: boolean; driver_opts?: Record<string, string> }>;
  volumes: Record<string, unknown>;
  configs: Record<string, { file: string }>;
}

/** One service. */
export interface Service {
  image?: string;
  build?: { context: string; dockerfile: string };
  user?: string;
  profiles?: string[];
  environment?: Record<string, string>;
  volumes?: string[];
  configs?: { source: string; target: string }[];
  networks?: string[];
  network_mode?: string;
  ports?: string[];
  depends_on?: Record<string, { condition: string; required?: boolean }>;
  healthcheck?: { test: string[] };
  restart?: string;
  stop_grace_period?: string;
  read_only?: boolean;
  init?: boolean;
  cap_drop?: string[];
  security_opt?: string[];
  tmpfs?: string[];
  secrets?: string[];
}

type Env = Readonly<Record<string, string>>;

/** Reads the project's compose file as it is with these variables set. */
export async function loadCompose(env: Env = {}, file = "docker-compose.yml"): Promise<Project> {
  const text = await Deno.readTextFile(`${repositoryRoot}/${file}`);
  return filled(parse(text, { merge: true }), env) as Project;
}

function filled(value: unknown, env: Env): unknown {
  if (typeof value === "string") return fill(value, env);
  if (Array.isArray(value)) return value.map((one) => filled(one, env));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, filled(one, env)]));
}

/** `${NAME:-default}`, `${NAME:+instead}`, `${NAME:?fault}` and `$$`, as Compose reads them. */
function fill(text: string, env: Env): string {
  return text.replace(
    /\$\$|\$\{([A-Z_]+)(?:(:[-+?])([^}]*))?\}/g,
    (whole, name: string, how: string | undefined, word = "") => {
      if (whole === "$$") return "$";
      const value = env[name] ?? "";
      if (how === ":+") return value && word;
      if (how === ":?" && !value) throw new Error(`${name}: ${word}`);
      return value || (how === ":-" ? word : "");
    },
  );
}

/** The volumes that a service mounts, by name, and where. */
export function mounts(
  { volumes = [] }: Service,
): { volume: string; target: string; mode: string }[] {
  return volumes.map((one) => {
    const [volume = "", target = "", mode = "rw"] = one.split(":");
    return { volume, target, mode };
  });
}

/** Seconds of `150s`. */
export function secondsOf(text = ""): number {
  return Number(/^(\d+)s$/.exec(text)?.[1] ?? Number.NaN);
}

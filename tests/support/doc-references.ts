import { micromark } from "micromark";
import { gfmTable, gfmTableHtml } from "micromark-extension-gfm-table";

/** What a page of the documentation refers to. */
export interface DocReferences {
  /** Targets of links, as written. */
  links: string[];
  /** Texts of code spans; fenced blocks are none. */
  spans: string[];
  /** Anchors that its headings have on GitHub. */
  anchors: string[];
  /** Names after `deno task`, in spans and blocks. */
  tasks: string[];
  /** Words of the fenced blocks. */
  words: string[];
}

/** Reads the references of a Markdown text. */
export function docReferences(markdown: string): DocReferences {
  const options = { extensions: [gfmTable()], htmlExtensions: [gfmTableHtml()] };
  const html = micromark(markdown, { ...options, allowDangerousHtml: true });
  const flowing = html.replace(/<pre>[^]*?<\/pre>/g, "");
  const all = (pattern: RegExp, text = flowing) =>
    [...text.matchAll(pattern)].map(([, found = ""]) => plain(found));
  return {
    links: all(/<a href="([^"]*)"/g),
    spans: all(/<code>([^]*?)<\/code>/g),
    anchors: numbered(all(/<h[1-6]>([^]*?)<\/h[1-6]>/g).map(slug)),
    tasks: all(/\bdeno(?:@[\d.]+)? task ([a-z][\w:-]*)/g, html),
    words: all(/<pre>([^]*?)<\/pre>/g, html).flatMap((block) => block.split(/[\s"'`()=]+/)),
  };
}

const entities: Record<string, string> = { lt: "<", gt: ">", quot: '"', amp: "&" };
const plain = (html: string) =>
  html.replace(/<[^>]*>/g, "").replace(/&(lt|gt|quot|amp);/g, (_, name) => entities[name]!);

/** The anchor that GitHub makes of a heading. */
const slug = (heading: string) =>
  heading.toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, "").trim().replace(/\s/g, "-");

/** A heading that comes again gets a number. */
function numbered(slugs: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return slugs.map((name) => {
    const before = seen.get(name) ?? 0;
    seen.set(name, before + 1);
    return before === 0 ? name : `${name}-${before}`;
  });
}

/** All files below a folder, as paths from it; what a build or a start makes is left out. */
export async function repositoryFiles(root: string, folder = ""): Promise<string[]> {
  const files: string[] = [];
  for await (const { name, isDirectory } of Deno.readDir(`${root}/${folder}`)) {
    if (
      ["node_modules", ".git", ".next", "coverage"].includes(name) || name.startsWith(".tramontane")
    ) {
      continue;
    }
    const path = folder === "" ? name : `${folder}/${name}`;
    if (isDirectory) files.push(...await repositoryFiles(root, path));
    else files.push(path);
  }
  return files;
}

const sourceEndings = /\.(ts|mjs|js|css|md|sql|json|graphql|ya?ml|Dockerfile|lock)$/;

/** As `pathsIn`, of a word in a fenced block: only with a folder at the root and the ending of a source file. */
export function pathsInBlock(word: string, files: readonly string[]): string[] {
  return word.includes("/") && sourceEndings.test(word) &&
      files.some((file) => file.startsWith(`${word.split("/")[0]}/`))
    ? pathsIn(word, files)
    : [];
}

/**
 * The paths of the repository that a code span claims to exist; none where it does not look like one. A span looks like
 * a path when it begins with a folder or file at the root and holds a slash, or when it ends as a source file does.
 * `<name>`, `*` and `{a,b}` are patterns, `:12` behind it is a line.
 */
export function pathsIn(span: string, files: readonly string[]): string[] {
  const path = span.replace(/^\.\//, "").replace(/:\d+$/, "");
  if (!/^[\w.@<>*{},-]+(\/[\w.@<>*{},-]+)*\/?$/.test(path)) return [];
  const [first = ""] = path.split("/");
  const atRoot = path.includes("/") && files.some((file) => file.startsWith(`${first}/`));
  const source = sourceEndings.test(path) && !/^[<*.]/.test(path);
  if (!atRoot && !source) return [];
  return expanded(path);
}

/** `{a,b}.ts` as `a.ts` and `b.ts`. */
function expanded(path: string): string[] {
  const [whole, choices] = /\{([^}]*)\}/.exec(path) ?? [];
  if (whole === undefined || choices === undefined) return [path];
  return choices.split(",").flatMap((choice) => expanded(path.replace(whole, choice)));
}

/** Whether a path, or one that fits its pattern, exists: from the root, from the page's folder, or as an end of a path. */
export function exists(path: string, page: string, files: readonly string[]): boolean {
  const pattern = path.replace(/\/$/, "").replace(/[.+^$()|[\]\\]/g, "\\$&")
    .replace(/<[^>]*>|\*+/g, "[^/]+");
  const folder = page.split("/").slice(0, -1).map((part) => `${part}/`).join("");
  const fits = new RegExp(`^(${folder})?${pattern}(/|$)`);
  const ends = sourceEndings.test(path) ? new RegExp(`(^|/)${pattern}$`) : null;
  return files.some((file) => fits.test(file) || ends?.test(file));
}

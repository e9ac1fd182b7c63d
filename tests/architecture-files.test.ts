import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";

const root = path.resolve(import.meta.dirname, "..");

/** Every source file with its text; what tools generate aside. */
const files = ["app", "components", "lib", "prisma", "tests"].flatMap((folder) =>
  readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(tsx?|mjs|css|prisma)$/.test(entry.name))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .filter((file) => !file.startsWith("prisma/generated/"))
    .map((file) => ({ file, text: readFileSync(path.join(root, file), "utf8") })),
);

const filesOf = (noun: string, names: string) => names.split(" ").map((name) => `${noun}/${name}`);
const named = (pattern: RegExp) => files.filter(({ file }) => pattern.test(file));

test("there is something to look at", () => {
  expect(files.length).toBeGreaterThan(150);
});

describe("the files of a noun", () => {
  // A parser or writer of a format is named after it; the rest has its paragraph in the README.
  const OTHERS = [
    ...filesOf(
      "accounts",
      "first-run guards identities limits listing managing new-accounts password-words passwords reach role-changes second-factor sign-in signers slips totp-secret",
    ),
    ...filesOf("assignments", "bulk checks notices tenure"),
    ...filesOf("audit", "chain"),
    ...filesOf("bulletins", "brief docx docx-annex docx-paragraphs issue sentences start title"),
    ...filesOf("completions", "side"),
    ...filesOf(
      "dashboards",
      "board board-cache changes chapter-trends comparison directives due filter-text heat milestones open-problems orders plan-document plans reporting rows shares side-facts sides snapshot time-records time-sql timeline trend unit-summaries waiting-extensions watched",
    ),
    ...filesOf("deliveries", "sending"),
    ...filesOf(
      "demonstration",
      "accounts acknowledging bulletin completion desks directives meeting nudges orders promises removal texts threads time time-rules",
    ),
    ...filesOf("digests", "digest holidays milestones replies weekly"),
    ...filesOf("directives", "desk"),
    ...filesOf("directory", "cities import notices sheet sheet-rows succession"),
    ...filesOf(
      "documents",
      "bars besides boxes brackets cell-lines chapter-level chapters cities clause clause-spans contents deadlines directory docx docx-numbering docx-table doubts fields fold head indicators layout lines lists markdown markers mention names nesting noise notice notice-json numerals open-clauses outline parts persons places point-level point-units points prefixes prose roles run-on says-who sentences signature source-text standing-rules strays table-heads table-points tables tail thread thread-entry title unfinished unsure-cities write-plan xml",
    ),
    ...filesOf(
      "evidence",
      "desk file-kind ole-directory picture-size piece place reading sweep zip-directory",
    ),
    ...filesOf(
      "imports",
      "answered apply bare-names by-hand chapters choices compared content differences edits first-import former headings known-units last-year left-over nearest notices numbered outline outline-edits pieces plan-as-it-is plan-to-write proposals publish resolved rewrite save-point start stated-due together told undo unit-answers unit-decisions unit-matches",
    ),
    ...filesOf("inbox", "other-plans standing"),
    ...filesOf("indicators", "bulk"),
    ...filesOf(
      "ledgers",
      "account-template audit-log changes csv directives problems reports taking xlsx xlsx-parts",
    ),
    ...filesOf("minutes", "docx"),
    ...filesOf("notifications", "live"),
    ...filesOf("periods", "told"),
    ...filesOf("plan", "desk milestone-moves places redating templates"),
    ...filesOf("progress", "blocks changes desk draft hand-in history point-record text-diff"),
    ...filesOf(
      "read-api",
      "directives openapi orders plan points resource resources units updates",
    ),
    ...filesOf("reminders", "late-terms milestones owed owed-replies"),
    ...filesOf(
      "search",
      "board-sources directives jumps plan-texts report-sources sources text-sources",
    ),
    ...filesOf("status", "reason roll-up"),
    ...filesOf("supervision-orders", "docx"),
    ...filesOf("units", "calling members pinyin"),
    ...filesOf("views", "built-in"),
  ];

  test("are schema, rules, queries, commands, and a short list of others", () => {
    const nouns = named(/^lib\/(?!platform|web|cli)[^/]+\//).map(({ file }) => file.slice(4, -3));
    const odd = nouns.filter((file) => !/\/(schema|rules|queries|commands)$/.test(file));
    expect(odd.sort()).toEqual([...OTHERS].sort());
  });

  test.each([
    ["queries", /^lib\/[^/]+\/queries\.ts$/],
    ["commands", /^lib\/[^/]+\/commands\.ts$/],
    ["lib/platform", /^lib\/platform\/(?!(refusal|trusted-proxies)\.ts)/],
    ["lib/web", /^lib\/web\/(?!same-origin\.ts)/],
    ["dashboards that read", /^lib\/dashboards\/(snapshot|plans|board-cache|time-sql|heat)\.ts$/],
  ])("%s never reach a browser", (_, pattern) => {
    const found = named(pattern);
    expect(found.length).toBeGreaterThan(1);
    expect(found.filter(({ text }) => !text.startsWith('import "server-only";\n'))).toEqual([]);
  });

  test("rules and schemas may reach a browser", () => {
    const found = named(/^lib\/[^/]+\/(rules|schema)\.ts$/);
    expect(found.filter(({ text }) => text.includes("server-only"))).toEqual([]);
  });
});

test("every index of the schema says which query wants it", () => {
  const schema = files.find(({ file }) => file === "prisma/schema.prisma");
  const lines = schema?.text.split("\n") ?? [];
  const indexes = lines.flatMap((line, at) => (line.includes("@@index") ? [at] : []));
  expect(indexes.length).toBeGreaterThan(20);
  const silent = indexes.filter((at) => !/^\s*\/\/\/ ./.test(lines[at - 1] ?? ""));
  expect(silent.map((at) => lines[at])).toEqual([]);
});

describe("every file", () => {
  test("has at most 250 lines", () => {
    // A stylesheet and the one schema are lists, read by searching.
    const long = files
      .filter(({ file }) => /\.(tsx?|mjs)$/.test(file))
      .map(({ file, text }) => ({ file, lines: text.split("\n").length - 1 }))
      .filter(({ lines }) => lines > 250);
    expect(long).toEqual([]);
  });

  test("is named in small letters and dashes, and not after a drawer", () => {
    const names = files.map(({ file }) => path.basename(file).replace(/\..*$/, ""));
    expect(names.filter((name) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name))).toEqual([]);
    expect(
      names.filter((name) => /^(utils?|helpers?|types|index|common|misc|constants)$/.test(name)),
    ).toEqual([]);
  });

  test("names the year of a due date where it is another one: dueDay(), never monthDay()", () => {
    const bare = /monthDay\([^()]*\b(dueOn|nextStepOn|owedOn|toOn|fromOn|lastOn)\b/;
    expect(named(/^(app|components|lib)\//).filter(({ text }) => bare.test(text))).toEqual([]);
  });

  test("re-exports nothing wholesale", () => {
    expect(
      named(/^(app|components|lib)\//).filter(({ text }) => /^export \* from/m.test(text)),
    ).toEqual([]);
  });
});

describe("the web", () => {
  test("changes nothing but through actions, which hold no rule and no schema", () => {
    const actions = named(/^app\/.*actions\.ts$/);
    expect(actions.length).toBeGreaterThan(3);
    for (const { file, text } of actions) {
      expect(text, file).toMatch(/^"use server";\n/);
      expect(text, file).not.toMatch(/from "zod"|\bz\.|\bdb\(\)/);
    }
  });

  test("asks who is there on every page of the portal", () => {
    const pages = named(/^app\/\(portal\)\/.*page\.tsx$/);
    expect(pages.length).toBeGreaterThan(8);
    expect(
      pages.filter(({ text }) => !text.includes("requireActor()")).map(({ file }) => file),
    ).toEqual([]);
  });

  test("holds no machine's zone: dates are formatted in one place", () => {
    const zoned =
      /toLocale(Date|Time)?String|getTimezoneOffset|Intl\.DateTimeFormat|\.get(Hours|Date|Day|Month|FullYear)\(/;
    expect(
      named(/^(app|components|lib)\//)
        .filter(({ text }) => zoned.test(text))
        .map(({ file }) => file),
    ).toEqual([]);
  });
});

test("the schema stands as Prisma formats it, or every start would make its client anew", () => {
  const prisma = "node_modules/prisma/build/index.js";
  const { status, stderr } = spawnSync("node", [prisma, "format", "--check"], { encoding: "utf8" });
  expect(stderr.trim()).not.toContain("not formatted");
  expect(status).toBe(0);
}, 30_000);

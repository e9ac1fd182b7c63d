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
    "accounts/first-run",
    "accounts/guards",
    "accounts/listing",
    "accounts/managing",
    "accounts/new-accounts",
    "accounts/passwords",
    "accounts/role-changes",
    "accounts/sign-in",
    "accounts/signers",
    "assignments/bulk",
    "assignments/checks",
    "audit/chain",
    "bulletins/docx",
    "bulletins/docx-annex",
    "bulletins/docx-paragraphs",
    "bulletins/issue",
    "completions/side",
    "dashboards/board",
    "dashboards/board-cache",
    "dashboards/changes",
    "dashboards/chapter-trends",
    "dashboards/comparison",
    "dashboards/directives",
    "dashboards/due",
    "dashboards/filter-text",
    "dashboards/heat",
    "dashboards/milestones",
    "dashboards/open-problems",
    "dashboards/orders",
    "dashboards/plan-document",
    "dashboards/reporting",
    "dashboards/rows",
    "dashboards/shares",
    "dashboards/side-facts",
    "dashboards/snapshot",
    "dashboards/time-sql",
    "dashboards/timeline",
    "dashboards/trend",
    "dashboards/unit-summaries",
    "dashboards/waiting-extensions",
    "dashboards/watched",
    "deliveries/sending",
    "demonstration/accounts",
    "demonstration/acknowledging",
    "demonstration/completion",
    "demonstration/desks",
    "demonstration/directives",
    "demonstration/meeting",
    "demonstration/orders",
    "demonstration/removal",
    "demonstration/threads",
    "demonstration/time",
    "demonstration/time-rules",
    ...filesOf("digests", "digest milestones replies weekly"),
    "directives/desk",
    ...filesOf("directory", "import sheet sheet-rows succession"),
    "documents/brackets",
    "documents/cities",
    "documents/clause",
    "documents/clause-spans",
    "documents/deadlines",
    "documents/directory",
    "documents/docx",
    "documents/docx-numbering",
    "documents/docx-table",
    "documents/fold",
    "documents/head",
    "documents/indicators",
    "documents/layout",
    "documents/lines",
    "documents/markers",
    "documents/names",
    "documents/noise",
    "documents/notice",
    "documents/notice-json",
    "documents/numerals",
    "documents/outline",
    "documents/point-level",
    "documents/points",
    "documents/prefixes",
    "documents/roles",
    "documents/run-on",
    "documents/sentences",
    "documents/source-text",
    "documents/standing-rules",
    "documents/strays",
    "documents/table-points",
    "documents/tables",
    "documents/tail",
    "documents/title",
    "documents/write-plan",
    "documents/xml",
    ...filesOf(
      "evidence",
      "desk file-kind ole-directory picture-size piece place reading sweep zip-directory",
    ),
    "imports/apply",
    "imports/content",
    "imports/differences",
    "imports/edits",
    "imports/last-year",
    "imports/plan-as-it-is",
    "imports/plan-to-write",
    "imports/publish",
    "imports/rewrite",
    "imports/start",
    "imports/undo",
    "imports/unit-matches",
    "ledgers/account-template",
    "ledgers/audit-log",
    "ledgers/csv",
    "ledgers/xlsx",
    "ledgers/xlsx-parts",
    "minutes/docx",
    "notifications/live",
    "plan/desk",
    ...filesOf("progress", "blocks changes desk draft hand-in history point-record text-diff"),
    "read-api/directives",
    "read-api/openapi",
    "read-api/orders",
    "read-api/plan",
    "read-api/points",
    "read-api/resource",
    "read-api/resources",
    "read-api/units",
    "read-api/updates",
    ...filesOf("reminders", "milestones owed owed-replies"),
    ...filesOf("search", "directives jumps report-sources sources"),
    "status/reason",
    "status/roll-up",
    "supervision-orders/docx",
    "units/pinyin",
    "views/built-in",
  ];

  test("are schema, rules, queries, commands, and a short list of others", () => {
    const nouns = named(/^lib\/(?!platform|web|cli)[^/]+\//).map(({ file }) => file.slice(4, -3));
    const odd = nouns.filter((file) => !/\/(schema|rules|queries|commands)$/.test(file));
    expect(odd.sort()).toEqual([...OTHERS].sort());
  });

  test.each([
    ["queries", /^lib\/[^/]+\/queries\.ts$/],
    ["commands", /^lib\/[^/]+\/commands\.ts$/],
    ["lib/platform", /^lib\/platform\/(?!refusal\.ts)/],
    ["lib/web", /^lib\/web\/(?!same-origin\.ts)/],
    ["dashboards that read", /^lib\/dashboards\/(snapshot|board-cache|time-sql|heat)\.ts$/],
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

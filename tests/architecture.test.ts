import { readFileSync } from "node:fs";
import path from "node:path";
import { cruise, type IModule } from "dependency-cruiser";
import { beforeAll, describe, expect, test } from "vitest";

const root = path.resolve(import.meta.dirname, "..");

/** Lowest first: a noun may use those above it in this list, never those below. */
const NOUNS = [
  "audit",
  "units",
  "accounts",
  "notifications",
  "deliveries",
  "periods",
  "calendar",
  "status",
  "plan",
  "confidences",
  "assignments",
  "indicators",
  "action-items",
  "evidence",
  "directives",
  "read-marks",
  "watches",
  "problems",
  "progress",
  "sign-offs",
  "reviews",
  "completions",
  "closures",
  "extensions",
  "adjustments",
  "hand-overs",
  "acknowledgements",
  "meetings",
  "dashboards",
  "inbox",
  "reminders",
  "digests",
  "upkeep",
  "documents",
  "imports",
  "ledgers",
  "directory",
  "rosters",
  "thresholds",
  "publications",
  "burdens",
  "bulletins",
  "minutes",
  "supervision-orders",
  "calendar-feeds",
  "read-api",
  "search",
  "views",
  "demonstration",
];

type Import = { from: string; to: string; typeOnly: boolean; circular: boolean };

let modules: IModule[] = [];
let imports: Import[] = [];

beforeAll(async () => {
  const { output } = await cruise(["app", "components", "lib", "prisma/seed.ts"], {
    tsConfig: { fileName: "tsconfig.json" },
    // Imports of types count too: TypeScript has erased them by the time a bundler looks.
    tsPreCompilationDeps: "specify",
    doNotFollow: { path: "^(node_modules|prisma/generated)" },
  });
  if (typeof output === "string") throw new Error(output);
  modules = output.modules.filter(({ source }) => /^(app|components|lib)\//.test(source));
  imports = modules.flatMap(({ source, dependencies }) =>
    dependencies.map(({ resolved, dependencyTypes, circular }) => ({
      from: source,
      to: resolved.replace(/^.*node_modules\//, "npm:"),
      typeOnly: dependencyTypes.includes("type-only"),
      circular,
    })),
  );
}, 300_000);

const ENUMS = "prisma/generated/enums.ts";
const GENERATED = /^(prisma\/generated\/|npm:@?prisma)/;
const SHARED = /^lib\/[a-z-]+\.ts$/;
const nounOf = (file: string) => NOUNS.find((noun) => file.startsWith(`lib/${noun}/`));

/** What breaks a rule, as lines a reader can act on. */
function breaches(from: RegExp, allowed: (to: string, each: Import) => boolean) {
  return imports
    .filter((each) => from.test(each.from) && !allowed(each.to, each))
    .map((each) => `${each.from} → ${each.to}${each.typeOnly ? " (type)" : ""}`);
}

test("the reader of imports really sees the portal", () => {
  expect(modules.length).toBeGreaterThan(100);
  expect(imports).toContainEqual({
    from: "app/(portal)/frame.tsx",
    to: "lib/dashboards/queries.ts",
    typeOnly: false,
    circular: false,
  });
  expect(imports).toContainEqual({
    from: "lib/policy.ts",
    to: ENUMS,
    typeOnly: true,
    circular: false,
  });
  const unresolved = modules.flatMap(({ source, dependencies }) =>
    dependencies
      .filter((each) => each.couldNotResolve)
      .map(({ module }) => `${source} → ${module}`),
  );
  expect(unresolved).toEqual([]);
});

test("no page sends its readers the library that checks what they type", () => {
  const text = (file: string) => readFileSync(path.join(root, file), "utf8");
  const clients = modules
    .map(({ source }) => source)
    .filter((file) => /^"use client"/.test(text(file)));
  expect(clients.length).toBeGreaterThan(50);
  const carried = new Map<string, string>(clients.map((file) => [file, file]));
  for (const [file, way] of carried) {
    // An action stays on the server; the browser gets its address.
    if (file.startsWith("npm:") || /^"use server"/.test(text(file))) continue;
    for (const { to } of imports.filter((each) => each.from === file && !each.typeOnly)) {
      if (!carried.has(to) && /^(app|components|lib)\/|^npm:/.test(to)) {
        carried.set(to, `${way} → ${to}`);
      }
    }
  }
  expect([...carried].filter(([file]) => file.startsWith("npm:zod")).map(([, way]) => way)).toEqual(
    [],
  );
});

test("nothing imports itself by a detour", () => {
  expect(imports.filter((each) => each.circular)).toEqual([]);
});

describe("who may import whom", () => {
  test("app knows no Prisma, and of the platform only refusals, the clock and the health check", () => {
    expect(breaches(/^app\//, (to) => !GENERATED.test(to))).toEqual([]);
    const platform = /^lib\/platform\/(refusal|clock|health)\.ts$/;
    expect(
      breaches(/^app\//, (to) => !to.startsWith("lib/platform/") || platform.test(to)),
    ).toEqual([]);
    expect(breaches(/^app\//, (to) => !to.startsWith("lib/cli/"))).toEqual([]);
  });

  test("components/ui knows its own folder, lib/format, React and Next's link and image", () => {
    const allowed = /^(components\/ui\/|lib\/format\.ts$|npm:react|npm:next\/(link|image)\b)/;
    expect(breaches(/^components\/ui\//, (to) => allowed.test(to))).toEqual([]);
  });

  test("other components take what they show: of a noun the types alone, of the plumbing nothing", () => {
    const allowed = (to: string, { typeOnly }: Import) =>
      to.startsWith("components/") ||
      SHARED.test(to) ||
      /^npm:(react|next\/(link|image)\b)/.test(to) ||
      (typeOnly && (to === ENUMS || nounOf(to) !== undefined));
    expect(breaches(/^components\/(?!ui\/)/, allowed)).toEqual([]);
  });

  test("components/shell, the frame of every page, knows no component but components/ui", () => {
    const allowed = (to: string) =>
      !to.startsWith("components/") || /^components\/(shell|ui|status)\//.test(to);
    expect(breaches(/^components\/shell\//, allowed)).toEqual([]);
  });

  test("every folder of business is a noun of the vocabulary, or plumbing", () => {
    const folders = new Set(
      modules.flatMap(({ source }) => /^lib\/([^/]+)\//.exec(source)?.[1] ?? []),
    );
    for (const known of [...NOUNS, "platform", "web", "cli"]) folders.delete(known);
    expect([...folders]).toEqual([]);
  });

  test("a noun imports downwards only", () => {
    const upwards = imports.filter(({ from, to }) => {
      const [own, other] = [nounOf(from), nounOf(to)];
      return own && other && NOUNS.indexOf(other) > NOUNS.indexOf(own);
    });
    expect(upwards.map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
  });

  test("a noun knows no web: neither Next nor React nor lib/web, components or app", () => {
    const web = /^(npm:(next|react)|lib\/(web|cli)\/|components\/|app\/)/;
    expect(breaches(/^lib\/(?!web|cli|platform)/, (to) => !web.test(to))).toEqual([]);
  });

  test("what is shared by all knows only itself, enums, and types", () => {
    const allowed = (to: string, { typeOnly }: Import) =>
      SHARED.test(to) || to === ENUMS || /^npm:(date-fns|zod)\//.test(to) || typeOnly;
    expect(breaches(SHARED, allowed)).toEqual([]);
  });

  test("lib/web knows accounts, the shared pages, the platform and Next", () => {
    const allowed = (to: string) =>
      SHARED.test(to) ||
      /^lib\/(web|platform|accounts|audit)\//.test(to) ||
      /^npm:(next|next-auth|react|server-only|zod)\//.test(to);
    expect(breaches(/^lib\/web\//, allowed)).toEqual([]);
  });

  test("lib/platform knows no noun", () => {
    const allowed = (to: string) =>
      !/^(lib|app|components)\//.test(to) ||
      to.startsWith("lib/platform/") ||
      to === "lib/dates.ts";
    expect(breaches(/^lib\/platform\//, allowed)).toEqual([]);
  });

  test("one file makes the Prisma client; everybody else may name its enums and types", () => {
    const clients = imports
      .filter(({ to, typeOnly }) => GENERATED.test(to) && to !== ENUMS && !typeOnly)
      .map(({ from }) => from);
    // The second one compares schemas, for npm run db:diff; it opens no client.
    expect([...new Set(clients)].sort()).toEqual([
      "lib/platform/db.ts",
      "lib/platform/schema-engine.ts",
    ]);
  });

  test("rules and schemas run on both sides: no database, no file, no secret", () => {
    const allowed = (to: string, { typeOnly }: Import) =>
      typeOnly ||
      SHARED.test(to) ||
      /\/(rules|schema|roll-up|clause|sentences|numerals|points|layout|text-diff|texts)\.ts$/.test(
        to,
      ) ||
      /^npm:(zod|date-fns)\//.test(to) ||
      // The audit chain hashes; its rules run on the server and in tests only.
      to === "crypto";
    expect(breaches(/^lib\/[a-z]+\/(rules|schema)\.ts$/, allowed)).toEqual([]);
    expect(
      breaches(/^lib\/(?!audit\/)[a-z]+\/(rules|schema)\.ts$/, (to) => to !== "crypto"),
    ).toEqual([]);
  });
});

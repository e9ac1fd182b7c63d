import "server-only";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import type { SchemaEngine } from "@prisma/schema-engine-wasm/schema_engine_bg";
import { Pool, type QueryConfig, type QueryResult } from "pg";

/**
 * SQL that turns the database at `databaseUrl` into what the schema file says; empty when they
 * agree. Triggers, functions, check constraints, views and expression indexes are invisible here.
 */
export async function schemaDrift(databaseUrl: string, schemaFile = defaultSchemaFile()) {
  const schema = { path: schemaFile, content: await readFile(schemaFile, "utf8") };
  return withEngine(databaseUrl, schema, async (engine) => {
    const { stdout } = await engine.diff({
      from: { tag: "schemaDatasource", files: [schema], configDir: path.dirname(schemaFile) },
      to: { tag: "schemaDatamodel", files: [schema] },
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    });
    const script = stdout ?? "";
    return containsStatement(script) ? script : "";
  });
}

export function defaultSchemaFile() {
  return path.resolve("prisma/schema.prisma");
}

type SchemaFile = { path: string; content: string };

async function withEngine<T>(
  databaseUrl: string,
  schema: SchemaFile,
  work: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  const { SchemaEngine: Engine } = await loadEngine();
  const pool = new Pool({ connectionString: databaseUrl, max: 2 });
  const adapter = bindMigrationAwareSqlAdapterFactory(readsCharColumns(pool));
  const engine = await Engine.new(
    { datamodels: [[schema.path, schema.content]] },
    () => undefined,
    adapter,
  );
  try {
    return await work(engine);
  } finally {
    engine.free();
    await pool.end();
  }
}

/**
 * The engine's catalogue queries return PostgreSQL's one-byte "char", which the adapter refuses.
 * Such a field passes through it as "char"[] and is turned back behind it.
 */
function readsCharColumns(pool: Pool): PrismaPg {
  const query = pool.query.bind(pool) as (config: QueryConfig) => Promise<QueryResult>;
  const passChar = async (config: QueryConfig) => {
    const result = await query(config);
    for (const field of result.fields) if (field.dataTypeID === 18) field.dataTypeID = 1002;
    return result;
  };
  const factory = new PrismaPg(Object.assign(pool, { query: passChar }) as Pool);
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const adapter = await connect();
    const queryRaw = adapter.queryRaw.bind(adapter);
    const { Character, CharacterArray } = ColumnTypeEnum;
    adapter.queryRaw = async (params) => {
      const result = await queryRaw(params);
      const columnTypes = result.columnTypes.map((t) => (t === CharacterArray ? Character : t));
      return { ...result, columnTypes };
    };
    return adapter;
  };
  return factory;
}

let loaded: Promise<typeof import("@prisma/schema-engine-wasm/schema_engine_bg")> | undefined;

// The package's own entry imports the .wasm as a module, which Node does not do without a flag.
function loadEngine() {
  loaded ??= (async () => {
    const bindings = await import("@prisma/schema-engine-wasm/schema_engine_bg");
    const require = createRequire(import.meta.url);
    const bindingsFile = require.resolve("@prisma/schema-engine-wasm/schema_engine_bg");
    const wasm = await readFile(bindingsFile.replace(/\.js$/, ".wasm"));
    const module = await WebAssembly.compile(new Uint8Array(wasm));
    const instance = await WebAssembly.instantiate(module, {
      "./schema_engine_bg.js": bindings as unknown as WebAssembly.ModuleImports,
    });
    bindings.__wbg_set_wasm(instance.exports);
    // The engine reports a panic here and then throws an empty RuntimeError.
    Object.assign(globalThis, {
      PRISMA_WASM_PANIC_REGISTRY: { set_message: (text: string) => console.error(text) },
    });
    (instance.exports.__wbindgen_start as () => void)();
    return bindings;
  })();
  return loaded;
}

function containsStatement(script: string) {
  return script.split("\n").some((line) => line.trim() !== "" && !line.startsWith("--"));
}

import { fileURLToPath } from "node:url";
import { defineConfig } from "prisma/config";

// `prisma generate` only checks that the Rust schema engine exists and never runs it; naming any
// file spares the download, which closed networks cannot make. Migrations run on the WASM engine
// (lib/platform/schema-engine.ts).
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= fileURLToPath(import.meta.url);

export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
});

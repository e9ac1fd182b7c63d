-- CreateEnum
CREATE TYPE "import_state" AS ENUM ('DRAFT', 'PUBLISHED', 'UNDONE', 'DISCARDED');

-- CreateTable
CREATE TABLE "imports" (
    "id" SERIAL NOT NULL,
    "state" "import_state" NOT NULL DEFAULT 'DRAFT',
    "file_name" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "source" JSONB NOT NULL,
    "reading" JSONB NOT NULL,
    "content" JSONB NOT NULL,
    "title" TEXT NOT NULL,
    "document_number" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "plan_id" INTEGER,
    "updated" BOOLEAN NOT NULL DEFAULT false,
    "traces" JSONB,
    "created_by_id" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "published_by_id" INTEGER,
    "published_at" TIMESTAMPTZ(3),
    "ended_by_id" INTEGER,
    "ended_at" TIMESTAMPTZ(3),
    "demonstration" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "imports_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "imports_plan_id_id_idx" ON "imports"("plan_id", "id" DESC);

-- AddForeignKey
ALTER TABLE "imports" ADD CONSTRAINT "imports_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "plans"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "imports" ADD CONSTRAINT "imports_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "accounts"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "imports" ADD CONSTRAINT "imports_published_by_id_fkey" FOREIGN KEY ("published_by_id") REFERENCES "accounts"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "imports" ADD CONSTRAINT "imports_ended_by_id_fkey" FOREIGN KEY ("ended_by_id") REFERENCES "accounts"("id") ON DELETE SET NULL ON UPDATE CASCADE;

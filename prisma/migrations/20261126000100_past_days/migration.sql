-- DropIndex
DROP INDEX "work_points_plan_id_number_key";

-- AlterTable
ALTER TABLE "chapters" ADD COLUMN     "removed_on" DATE;

-- AlterTable
ALTER TABLE "indicators" ADD COLUMN     "removed_on" DATE;

-- AlterTable
ALTER TABLE "work_points" ADD COLUMN     "removed_on" DATE;

-- CreateTable
CREATE TABLE "former_points" (
    "id" SERIAL NOT NULL,
    "point_id" INTEGER NOT NULL,
    "ends_on" DATE NOT NULL,
    "absent" BOOLEAN NOT NULL DEFAULT false,
    "import_id" INTEGER NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,
    "chapter_id" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "section" TEXT NOT NULL,
    "before" TEXT NOT NULL,
    "marker" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "title_end" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "clause_start" TEXT NOT NULL,
    "clause" TEXT NOT NULL,
    "clause_end" TEXT NOT NULL,
    "due_on" DATE NOT NULL,

    CONSTRAINT "former_points_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "former_chapters" (
    "id" SERIAL NOT NULL,
    "chapter_id" INTEGER NOT NULL,
    "ends_on" DATE NOT NULL,
    "absent" BOOLEAN NOT NULL DEFAULT false,
    "import_id" INTEGER NOT NULL,
    "marker" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "title_end" TEXT NOT NULL,
    "foreword" TEXT NOT NULL,

    CONSTRAINT "former_chapters_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "former_plans" (
    "id" SERIAL NOT NULL,
    "plan_id" INTEGER NOT NULL,
    "ends_on" DATE NOT NULL,
    "import_id" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "document_number" TEXT NOT NULL,
    "foreword" TEXT NOT NULL,
    "afterword" TEXT NOT NULL,

    CONSTRAINT "former_plans_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "former_points_point_id_ends_on_key" ON "former_points"("point_id", "ends_on");

-- CreateIndex
CREATE UNIQUE INDEX "former_chapters_chapter_id_ends_on_key" ON "former_chapters"("chapter_id", "ends_on");

-- CreateIndex
CREATE UNIQUE INDEX "former_plans_plan_id_ends_on_key" ON "former_plans"("plan_id", "ends_on");

-- CreateIndex
CREATE INDEX "work_points_plan_id_number_idx" ON "work_points"("plan_id", "number");

-- AddForeignKey
ALTER TABLE "former_points" ADD CONSTRAINT "former_points_point_id_fkey" FOREIGN KEY ("point_id") REFERENCES "work_points"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "former_points" ADD CONSTRAINT "former_points_import_id_fkey" FOREIGN KEY ("import_id") REFERENCES "imports"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "former_points" ADD CONSTRAINT "former_points_chapter_id_fkey" FOREIGN KEY ("chapter_id") REFERENCES "chapters"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "former_chapters" ADD CONSTRAINT "former_chapters_chapter_id_fkey" FOREIGN KEY ("chapter_id") REFERENCES "chapters"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "former_chapters" ADD CONSTRAINT "former_chapters_import_id_fkey" FOREIGN KEY ("import_id") REFERENCES "imports"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "former_plans" ADD CONSTRAINT "former_plans_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "plans"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "former_plans" ADD CONSTRAINT "former_plans_import_id_fkey" FOREIGN KEY ("import_id") REFERENCES "imports"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

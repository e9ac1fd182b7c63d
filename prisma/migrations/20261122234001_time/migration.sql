-- CreateEnum
CREATE TYPE "extension_decision" AS ENUM ('APPROVED', 'REFUSED');

-- CreateEnum
CREATE TYPE "confidence_level" AS ENUM ('HIGH', 'MEDIUM', 'LOW');

-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "notification_kind" ADD VALUE 'EXTENSION';
ALTER TYPE "notification_kind" ADD VALUE 'MILESTONE';

-- CreateTable
CREATE TABLE "milestones" (
    "id" SERIAL NOT NULL,
    "point_id" INTEGER NOT NULL,
    "city_id" INTEGER,
    "root_id" INTEGER,
    "title" TEXT NOT NULL,
    "due_on" DATE NOT NULL,
    "weight" INTEGER NOT NULL,
    "added_on" DATE NOT NULL,
    "added_by_id" INTEGER NOT NULL,
    "removed_on" DATE,
    "removed_by_id" INTEGER,
    "demonstration" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "milestones_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "milestone_completions" (
    "id" SERIAL NOT NULL,
    "milestone_id" INTEGER NOT NULL,
    "city_id" INTEGER NOT NULL,
    "done_on" DATE NOT NULL,
    "confirmed_on" DATE NOT NULL,
    "confirmed_by_id" INTEGER NOT NULL,
    "revoked_on" DATE,
    "revoked_by_id" INTEGER,
    "revoke_reason" TEXT,
    "demonstration" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "milestone_completions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "extensions" (
    "id" SERIAL NOT NULL,
    "point_id" INTEGER NOT NULL,
    "assignment_id" INTEGER NOT NULL,
    "from_on" DATE NOT NULL,
    "to_on" DATE NOT NULL,
    "reason" TEXT NOT NULL,
    "applied_by_id" INTEGER NOT NULL,
    "applied_at" TIMESTAMPTZ(3) NOT NULL,
    "applied_on" DATE NOT NULL,
    "decision" "extension_decision",
    "opinion" TEXT,
    "decided_by_id" INTEGER,
    "decided_at" TIMESTAMPTZ(3),
    "decided_on" DATE,
    "demonstration" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "extensions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "pauses" (
    "id" SERIAL NOT NULL,
    "point_id" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "basis" TEXT NOT NULL,
    "starts_on" DATE NOT NULL,
    "started_by_id" INTEGER NOT NULL,
    "ends_on" DATE,
    "ended_by_id" INTEGER,
    "demonstration" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "pauses_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "confidences" (
    "id" SERIAL NOT NULL,
    "point_id" INTEGER NOT NULL,
    "city_id" INTEGER NOT NULL,
    "level" "confidence_level" NOT NULL,
    "sentence" TEXT NOT NULL,
    "stated_by_id" INTEGER NOT NULL,
    "stated_at" TIMESTAMPTZ(3) NOT NULL,
    "stated_on" DATE NOT NULL,
    "demonstration" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "confidences_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "milestones_point_id_added_on_idx" ON "milestones"("point_id", "added_on");

-- CreateIndex
CREATE INDEX "milestone_completions_milestone_id_confirmed_on_idx" ON "milestone_completions"("milestone_id", "confirmed_on");

-- CreateIndex
CREATE INDEX "extensions_point_id_applied_on_idx" ON "extensions"("point_id", "applied_on");

-- CreateIndex
CREATE INDEX "pauses_point_id_starts_on_idx" ON "pauses"("point_id", "starts_on");

-- CreateIndex
CREATE INDEX "confidences_point_id_stated_on_idx" ON "confidences"("point_id", "stated_on");

-- AddForeignKey
ALTER TABLE "milestones" ADD CONSTRAINT "milestones_point_id_fkey" FOREIGN KEY ("point_id") REFERENCES "work_points"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "milestones" ADD CONSTRAINT "milestones_city_id_fkey" FOREIGN KEY ("city_id") REFERENCES "cities"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "milestones" ADD CONSTRAINT "milestones_root_id_fkey" FOREIGN KEY ("root_id") REFERENCES "milestones"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "milestones" ADD CONSTRAINT "milestones_added_by_id_fkey" FOREIGN KEY ("added_by_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "milestones" ADD CONSTRAINT "milestones_removed_by_id_fkey" FOREIGN KEY ("removed_by_id") REFERENCES "accounts"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "milestone_completions" ADD CONSTRAINT "milestone_completions_milestone_id_fkey" FOREIGN KEY ("milestone_id") REFERENCES "milestones"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "milestone_completions" ADD CONSTRAINT "milestone_completions_city_id_fkey" FOREIGN KEY ("city_id") REFERENCES "cities"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "milestone_completions" ADD CONSTRAINT "milestone_completions_confirmed_by_id_fkey" FOREIGN KEY ("confirmed_by_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "milestone_completions" ADD CONSTRAINT "milestone_completions_revoked_by_id_fkey" FOREIGN KEY ("revoked_by_id") REFERENCES "accounts"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "extensions" ADD CONSTRAINT "extensions_point_id_fkey" FOREIGN KEY ("point_id") REFERENCES "work_points"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "extensions" ADD CONSTRAINT "extensions_assignment_id_fkey" FOREIGN KEY ("assignment_id") REFERENCES "assignments"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "extensions" ADD CONSTRAINT "extensions_applied_by_id_fkey" FOREIGN KEY ("applied_by_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "extensions" ADD CONSTRAINT "extensions_decided_by_id_fkey" FOREIGN KEY ("decided_by_id") REFERENCES "accounts"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pauses" ADD CONSTRAINT "pauses_point_id_fkey" FOREIGN KEY ("point_id") REFERENCES "work_points"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pauses" ADD CONSTRAINT "pauses_started_by_id_fkey" FOREIGN KEY ("started_by_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pauses" ADD CONSTRAINT "pauses_ended_by_id_fkey" FOREIGN KEY ("ended_by_id") REFERENCES "accounts"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "confidences" ADD CONSTRAINT "confidences_point_id_fkey" FOREIGN KEY ("point_id") REFERENCES "work_points"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "confidences" ADD CONSTRAINT "confidences_city_id_fkey" FOREIGN KEY ("city_id") REFERENCES "cities"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "confidences" ADD CONSTRAINT "confidences_stated_by_id_fkey" FOREIGN KEY ("stated_by_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

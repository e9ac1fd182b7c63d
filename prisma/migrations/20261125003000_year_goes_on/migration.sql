-- CreateEnum
CREATE TYPE "adjustment_kind" AS ENUM ('DUE', 'CONTENT', 'CANCEL', 'RESTORE');

-- CreateEnum
CREATE TYPE "adjustment_decision" AS ENUM ('APPROVED', 'REFUSED', 'WITHDRAWN');

-- AlterEnum
ALTER TYPE "action_item_origin" ADD VALUE 'ADMIN';

-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "notification_kind" ADD VALUE 'ADJUSTMENT';
ALTER TYPE "notification_kind" ADD VALUE 'ASSIGNED';

-- AlterTable
ALTER TABLE "action_items" ADD COLUMN     "added_by_id" INTEGER;

-- AlterTable
ALTER TABLE "indicators" ADD COLUMN     "added_by_id" INTEGER,
ADD COLUMN     "added_on" DATE;

-- AlterTable
ALTER TABLE "periods" ADD COLUMN     "added_on" DATE;

-- CreateTable
CREATE TABLE "report_releases" (
    "id" SERIAL NOT NULL,
    "update_id" INTEGER NOT NULL,
    "fields" TEXT[],
    "released_by_id" INTEGER NOT NULL,
    "released_at" TIMESTAMPTZ(3) NOT NULL,
    "withdrawn_by_id" INTEGER,
    "withdrawn_at" TIMESTAMPTZ(3),

    CONSTRAINT "report_releases_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "action_item_versions" (
    "id" SERIAL NOT NULL,
    "action_item_id" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "due_on" DATE,
    "retired" BOOLEAN NOT NULL DEFAULT false,
    "reason" TEXT NOT NULL DEFAULT '',
    "set_by_id" INTEGER NOT NULL,
    "set_at" TIMESTAMPTZ(3) NOT NULL,
    "set_on" DATE NOT NULL,

    CONSTRAINT "action_item_versions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "item_units" (
    "version_id" INTEGER NOT NULL,
    "unit_id" INTEGER NOT NULL,

    CONSTRAINT "item_units_pkey" PRIMARY KEY ("version_id","unit_id")
);

-- CreateTable
CREATE TABLE "indicator_versions" (
    "id" SERIAL NOT NULL,
    "indicator_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "target" INTEGER NOT NULL,
    "measure" TEXT NOT NULL,
    "due_on" DATE,
    "rejected" BOOLEAN NOT NULL DEFAULT false,
    "reason" TEXT NOT NULL DEFAULT '',
    "set_by_id" INTEGER NOT NULL,
    "set_at" TIMESTAMPTZ(3) NOT NULL,
    "set_on" DATE NOT NULL,

    CONSTRAINT "indicator_versions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "indicator_units" (
    "version_id" INTEGER NOT NULL,
    "unit_id" INTEGER NOT NULL,

    CONSTRAINT "indicator_units_pkey" PRIMARY KEY ("version_id","unit_id")
);

-- CreateTable
CREATE TABLE "adjustments" (
    "id" SERIAL NOT NULL,
    "point_id" INTEGER NOT NULL,
    "kind" "adjustment_kind" NOT NULL,
    "from_on" DATE,
    "to_on" DATE,
    "text" TEXT NOT NULL DEFAULT '',
    "reason" TEXT NOT NULL,
    "basis" TEXT NOT NULL,
    "proposed_by_id" INTEGER NOT NULL,
    "proposed_at" TIMESTAMPTZ(3) NOT NULL,
    "proposed_on" DATE NOT NULL,
    "decision" "adjustment_decision",
    "opinion" TEXT,
    "decided_by_id" INTEGER,
    "decided_at" TIMESTAMPTZ(3),
    "decided_on" DATE,
    "demonstration" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "adjustments_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "report_releases_update_id_idx" ON "report_releases"("update_id");

-- CreateIndex
CREATE INDEX "action_item_versions_action_item_id_id_idx" ON "action_item_versions"("action_item_id", "id" DESC);

-- CreateIndex
CREATE INDEX "indicator_versions_indicator_id_id_idx" ON "indicator_versions"("indicator_id", "id" DESC);

-- CreateIndex
CREATE INDEX "adjustments_point_id_proposed_on_idx" ON "adjustments"("point_id", "proposed_on");

-- AddForeignKey
ALTER TABLE "report_releases" ADD CONSTRAINT "report_releases_update_id_fkey" FOREIGN KEY ("update_id") REFERENCES "progress_updates"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "report_releases" ADD CONSTRAINT "report_releases_released_by_id_fkey" FOREIGN KEY ("released_by_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "report_releases" ADD CONSTRAINT "report_releases_withdrawn_by_id_fkey" FOREIGN KEY ("withdrawn_by_id") REFERENCES "accounts"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "action_items" ADD CONSTRAINT "action_items_added_by_id_fkey" FOREIGN KEY ("added_by_id") REFERENCES "accounts"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "action_item_versions" ADD CONSTRAINT "action_item_versions_action_item_id_fkey" FOREIGN KEY ("action_item_id") REFERENCES "action_items"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "action_item_versions" ADD CONSTRAINT "action_item_versions_set_by_id_fkey" FOREIGN KEY ("set_by_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "item_units" ADD CONSTRAINT "item_units_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "action_item_versions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "item_units" ADD CONSTRAINT "item_units_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "units"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "indicators" ADD CONSTRAINT "indicators_added_by_id_fkey" FOREIGN KEY ("added_by_id") REFERENCES "accounts"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "indicator_versions" ADD CONSTRAINT "indicator_versions_indicator_id_fkey" FOREIGN KEY ("indicator_id") REFERENCES "indicators"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "indicator_versions" ADD CONSTRAINT "indicator_versions_set_by_id_fkey" FOREIGN KEY ("set_by_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "indicator_units" ADD CONSTRAINT "indicator_units_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "indicator_versions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "indicator_units" ADD CONSTRAINT "indicator_units_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "units"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "adjustments" ADD CONSTRAINT "adjustments_point_id_fkey" FOREIGN KEY ("point_id") REFERENCES "work_points"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "adjustments" ADD CONSTRAINT "adjustments_proposed_by_id_fkey" FOREIGN KEY ("proposed_by_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "adjustments" ADD CONSTRAINT "adjustments_decided_by_id_fkey" FOREIGN KEY ("decided_by_id") REFERENCES "accounts"("id") ON DELETE SET NULL ON UPDATE CASCADE;

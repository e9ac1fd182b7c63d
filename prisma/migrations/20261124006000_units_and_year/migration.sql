-- CreateEnum
CREATE TYPE "objection_decision" AS ENUM ('ACCEPTED', 'DECLINED');

-- AlterEnum
ALTER TYPE "notification_kind" ADD VALUE 'OBJECTION';

-- AlterTable
ALTER TABLE "units" ADD COLUMN     "abolished_on" DATE,
ADD COLUMN     "successor_id" INTEGER;

-- CreateTable
CREATE TABLE "unit_names" (
    "id" SERIAL NOT NULL,
    "unit_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "short_name" TEXT NOT NULL,
    "ends_on" DATE NOT NULL,
    "changed_by_id" INTEGER NOT NULL,

    CONSTRAINT "unit_names_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "publications" (
    "id" SERIAL NOT NULL,
    "plan_id" INTEGER NOT NULL,
    "fields" TEXT[],
    "opened_by_id" INTEGER NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_by_id" INTEGER,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "publications_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "period_locks" (
    "id" SERIAL NOT NULL,
    "period_id" INTEGER NOT NULL,
    "locked_on" DATE NOT NULL,
    "locked_by_id" INTEGER NOT NULL,
    "reopened_on" DATE,
    "reopened_by_id" INTEGER,
    "reason" TEXT,

    CONSTRAINT "period_locks_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "acknowledgements" (
    "term_id" INTEGER NOT NULL,
    "account_id" INTEGER NOT NULL,
    "acknowledged_at" TIMESTAMPTZ(3) NOT NULL,
    "acknowledged_on" DATE NOT NULL,
    "demonstration" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "acknowledgements_pkey" PRIMARY KEY ("term_id")
);

-- CreateTable
CREATE TABLE "objections" (
    "id" SERIAL NOT NULL,
    "term_id" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "raised_by_id" INTEGER NOT NULL,
    "raised_at" TIMESTAMPTZ(3) NOT NULL,
    "raised_on" DATE NOT NULL,
    "decision" "objection_decision",
    "answer" TEXT,
    "decided_by_id" INTEGER,
    "decided_at" TIMESTAMPTZ(3),
    "decided_on" DATE,
    "demonstration" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "objections_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "unit_names_unit_id_ends_on_id_idx" ON "unit_names"("unit_id", "ends_on", "id");

-- CreateIndex
CREATE INDEX "publications_plan_id_id_idx" ON "publications"("plan_id", "id" DESC);

-- CreateIndex
CREATE INDEX "period_locks_period_id_locked_on_idx" ON "period_locks"("period_id", "locked_on");

-- CreateIndex
CREATE INDEX "objections_term_id_idx" ON "objections"("term_id");

-- AddForeignKey
ALTER TABLE "units" ADD CONSTRAINT "units_successor_id_fkey" FOREIGN KEY ("successor_id") REFERENCES "units"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unit_names" ADD CONSTRAINT "unit_names_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "units"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unit_names" ADD CONSTRAINT "unit_names_changed_by_id_fkey" FOREIGN KEY ("changed_by_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "publications" ADD CONSTRAINT "publications_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "plans"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "publications" ADD CONSTRAINT "publications_opened_by_id_fkey" FOREIGN KEY ("opened_by_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "publications" ADD CONSTRAINT "publications_closed_by_id_fkey" FOREIGN KEY ("closed_by_id") REFERENCES "accounts"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "period_locks" ADD CONSTRAINT "period_locks_period_id_fkey" FOREIGN KEY ("period_id") REFERENCES "periods"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "period_locks" ADD CONSTRAINT "period_locks_locked_by_id_fkey" FOREIGN KEY ("locked_by_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "period_locks" ADD CONSTRAINT "period_locks_reopened_by_id_fkey" FOREIGN KEY ("reopened_by_id") REFERENCES "accounts"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "acknowledgements" ADD CONSTRAINT "acknowledgements_term_id_fkey" FOREIGN KEY ("term_id") REFERENCES "assignment_terms"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "acknowledgements" ADD CONSTRAINT "acknowledgements_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "objections" ADD CONSTRAINT "objections_term_id_fkey" FOREIGN KEY ("term_id") REFERENCES "assignment_terms"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "objections" ADD CONSTRAINT "objections_raised_by_id_fkey" FOREIGN KEY ("raised_by_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "objections" ADD CONSTRAINT "objections_decided_by_id_fkey" FOREIGN KEY ("decided_by_id") REFERENCES "accounts"("id") ON DELETE SET NULL ON UPDATE CASCADE;

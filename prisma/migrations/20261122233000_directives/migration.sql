-- CreateEnum
CREATE TYPE "directive_level" AS ENUM ('NORMAL', 'IMPORTANT', 'URGENT');

-- CreateEnum
CREATE TYPE "reply_decision" AS ENUM ('ACCEPTED', 'ASKED_AGAIN');

-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "notification_kind" ADD VALUE 'DIRECTIVE';
ALTER TYPE "notification_kind" ADD VALUE 'DIRECTIVE_REPLY';

-- DropForeignKey
ALTER TABLE "evidence_files" DROP CONSTRAINT "evidence_files_assignment_id_fkey";

-- DropForeignKey
ALTER TABLE "evidence_files" DROP CONSTRAINT "evidence_files_period_id_fkey";

-- AlterTable
ALTER TABLE "evidence_files" ADD COLUMN     "directive_id" INTEGER,
ADD COLUMN     "unit_id" INTEGER,
ALTER COLUMN "assignment_id" DROP NOT NULL,
ALTER COLUMN "period_id" DROP NOT NULL;

-- CreateTable
CREATE TABLE "directives" (
    "id" SERIAL NOT NULL,
    "plan_id" INTEGER NOT NULL,
    "point_id" INTEGER,
    "chapter_id" INTEGER,
    "unit_id" INTEGER,
    "text" TEXT NOT NULL,
    "level" "directive_level" NOT NULL,
    "due_on" DATE NOT NULL,
    "issued_by_id" INTEGER NOT NULL,
    "issued_at" TIMESTAMPTZ(3) NOT NULL,
    "issued_on" DATE NOT NULL,
    "withdrawn_by_id" INTEGER,
    "withdrawn_at" TIMESTAMPTZ(3),
    "withdrawn_on" DATE,
    "withdraw_reason" TEXT,
    "demonstration" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "directives_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "directive_units" (
    "directive_id" INTEGER NOT NULL,
    "unit_id" INTEGER NOT NULL,

    CONSTRAINT "directive_units_pkey" PRIMARY KEY ("directive_id","unit_id")
);

-- CreateTable
CREATE TABLE "directive_replies" (
    "id" SERIAL NOT NULL,
    "directive_id" INTEGER NOT NULL,
    "unit_id" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "author_id" INTEGER NOT NULL,
    "replied_at" TIMESTAMPTZ(3) NOT NULL,
    "replied_on" DATE NOT NULL,
    "demonstration" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "directive_replies_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "directive_decisions" (
    "id" SERIAL NOT NULL,
    "reply_id" INTEGER NOT NULL,
    "decision" "reply_decision" NOT NULL,
    "opinion" TEXT NOT NULL,
    "due_on" DATE,
    "decider_id" INTEGER NOT NULL,
    "decided_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_on" DATE NOT NULL,
    "demonstration" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "directive_decisions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "directive_evidence" (
    "reply_id" INTEGER NOT NULL,
    "evidence_id" INTEGER NOT NULL,

    CONSTRAINT "directive_evidence_pkey" PRIMARY KEY ("reply_id","evidence_id")
);

-- CreateTable
CREATE TABLE "read_marks" (
    "id" SERIAL NOT NULL,
    "account_id" INTEGER NOT NULL,
    "point_id" INTEGER,
    "reply_id" INTEGER,
    "read_at" TIMESTAMPTZ(3) NOT NULL,
    "read_on" DATE NOT NULL,
    "demonstration" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "read_marks_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "watches" (
    "id" SERIAL NOT NULL,
    "account_id" INTEGER NOT NULL,
    "point_id" INTEGER,
    "chapter_id" INTEGER,
    "unit_id" INTEGER,
    "starts_on" DATE NOT NULL,
    "ends_on" DATE,
    "demonstration" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "watches_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "directives_plan_id_issued_on_idx" ON "directives"("plan_id", "issued_on");

-- CreateIndex
CREATE INDEX "directive_units_unit_id_idx" ON "directive_units"("unit_id");

-- CreateIndex
CREATE UNIQUE INDEX "directive_replies_directive_id_unit_id_version_key" ON "directive_replies"("directive_id", "unit_id", "version");

-- CreateIndex
CREATE UNIQUE INDEX "directive_decisions_reply_id_key" ON "directive_decisions"("reply_id");

-- CreateIndex
CREATE INDEX "directive_evidence_evidence_id_idx" ON "directive_evidence"("evidence_id");

-- CreateIndex
CREATE INDEX "read_marks_point_id_read_on_idx" ON "read_marks"("point_id", "read_on" DESC);

-- CreateIndex
CREATE INDEX "read_marks_reply_id_idx" ON "read_marks"("reply_id");

-- CreateIndex
CREATE UNIQUE INDEX "read_marks_account_id_point_id_read_on_key" ON "read_marks"("account_id", "point_id", "read_on");

-- CreateIndex
CREATE UNIQUE INDEX "read_marks_account_id_reply_id_read_on_key" ON "read_marks"("account_id", "reply_id", "read_on");

-- CreateIndex
CREATE INDEX "watches_account_id_starts_on_idx" ON "watches"("account_id", "starts_on");

-- CreateIndex
CREATE UNIQUE INDEX "evidence_files_directive_id_unit_id_name_version_key" ON "evidence_files"("directive_id", "unit_id", "name", "version");

-- AddForeignKey
ALTER TABLE "evidence_files" ADD CONSTRAINT "evidence_files_assignment_id_fkey" FOREIGN KEY ("assignment_id") REFERENCES "assignments"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "evidence_files" ADD CONSTRAINT "evidence_files_period_id_fkey" FOREIGN KEY ("period_id") REFERENCES "periods"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "evidence_files" ADD CONSTRAINT "evidence_files_directive_id_unit_id_fkey" FOREIGN KEY ("directive_id", "unit_id") REFERENCES "directive_units"("directive_id", "unit_id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "directives" ADD CONSTRAINT "directives_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "plans"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "directives" ADD CONSTRAINT "directives_point_id_fkey" FOREIGN KEY ("point_id") REFERENCES "work_points"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "directives" ADD CONSTRAINT "directives_chapter_id_fkey" FOREIGN KEY ("chapter_id") REFERENCES "chapters"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "directives" ADD CONSTRAINT "directives_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "units"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "directives" ADD CONSTRAINT "directives_issued_by_id_fkey" FOREIGN KEY ("issued_by_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "directives" ADD CONSTRAINT "directives_withdrawn_by_id_fkey" FOREIGN KEY ("withdrawn_by_id") REFERENCES "accounts"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "directive_units" ADD CONSTRAINT "directive_units_directive_id_fkey" FOREIGN KEY ("directive_id") REFERENCES "directives"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "directive_units" ADD CONSTRAINT "directive_units_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "units"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "directive_replies" ADD CONSTRAINT "directive_replies_directive_id_unit_id_fkey" FOREIGN KEY ("directive_id", "unit_id") REFERENCES "directive_units"("directive_id", "unit_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "directive_replies" ADD CONSTRAINT "directive_replies_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "directive_decisions" ADD CONSTRAINT "directive_decisions_reply_id_fkey" FOREIGN KEY ("reply_id") REFERENCES "directive_replies"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "directive_decisions" ADD CONSTRAINT "directive_decisions_decider_id_fkey" FOREIGN KEY ("decider_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "directive_evidence" ADD CONSTRAINT "directive_evidence_reply_id_fkey" FOREIGN KEY ("reply_id") REFERENCES "directive_replies"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "directive_evidence" ADD CONSTRAINT "directive_evidence_evidence_id_fkey" FOREIGN KEY ("evidence_id") REFERENCES "evidence_files"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "read_marks" ADD CONSTRAINT "read_marks_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "read_marks" ADD CONSTRAINT "read_marks_point_id_fkey" FOREIGN KEY ("point_id") REFERENCES "work_points"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "read_marks" ADD CONSTRAINT "read_marks_reply_id_fkey" FOREIGN KEY ("reply_id") REFERENCES "directive_replies"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "watches" ADD CONSTRAINT "watches_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "watches" ADD CONSTRAINT "watches_point_id_fkey" FOREIGN KEY ("point_id") REFERENCES "work_points"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "watches" ADD CONSTRAINT "watches_chapter_id_fkey" FOREIGN KEY ("chapter_id") REFERENCES "chapters"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "watches" ADD CONSTRAINT "watches_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "units"("id") ON DELETE SET NULL ON UPDATE CASCADE;

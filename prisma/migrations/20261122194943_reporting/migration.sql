-- CreateEnum
CREATE TYPE "verification_decision" AS ENUM ('VERIFIED', 'REJECTED');

-- CreateEnum
CREATE TYPE "notification_kind" AS ENUM ('DUE', 'OVERDUE', 'RETURNED', 'APPROVED', 'NUDGED', 'ANSWERED', 'SIGN_OFF', 'HANDED_OVER', 'COMPLETION');

-- CreateEnum
CREATE TYPE "delivery_channel" AS ENUM ('MAIL', 'DINGTALK', 'WECOM', 'FEISHU');

-- AlterTable
ALTER TABLE "accounts" ADD COLUMN     "email" TEXT,
ADD COLUMN     "signs_off" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "assignments" ADD COLUMN     "handler_id" INTEGER;

-- AlterTable
ALTER TABLE "closures" ADD COLUMN     "application_id" INTEGER;

-- AlterTable
ALTER TABLE "drafts" ADD COLUMN     "actions" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "correction_reason" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "marks" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "next_step_on" DATE,
ADD COLUMN     "outcomes" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "problem_owner" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "readings" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "sign_off_asked_at" TIMESTAMPTZ(3),
ADD COLUMN     "sign_off_asked_by_id" INTEGER,
ADD COLUMN     "sign_off_note" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "progress_updates" ADD COLUMN     "correction_reason" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "next_step_on" DATE,
ADD COLUMN     "problem_owner" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "signed_off_by_id" INTEGER;

-- AlterTable
ALTER TABLE "reviews" ADD COLUMN     "chips" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- AlterTable
ALTER TABLE "units" ADD COLUMN     "requires_sign_off" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "review_notes" (
    "review_id" INTEGER NOT NULL,
    "field" TEXT NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "review_notes_pkey" PRIMARY KEY ("review_id","field")
);

-- The one block a returned report named until now becomes the first of its notes.
INSERT INTO "review_notes" ("review_id", "field", "text")
SELECT "id", "field", "reason" FROM "reviews" WHERE "field" IS NOT NULL;
ALTER TABLE "reviews" DROP COLUMN "field";

-- CreateTable
CREATE TABLE "indicator_readings" (
    "update_id" INTEGER NOT NULL,
    "indicator_id" INTEGER NOT NULL,
    "value" INTEGER NOT NULL,

    CONSTRAINT "indicator_readings_pkey" PRIMARY KEY ("update_id","indicator_id")
);

-- CreateTable
CREATE TABLE "action_completions" (
    "update_id" INTEGER NOT NULL,
    "action_item_id" INTEGER NOT NULL,
    "done_on" DATE NOT NULL,

    CONSTRAINT "action_completions_pkey" PRIMARY KEY ("update_id","action_item_id")
);

-- CreateTable
CREATE TABLE "problems" (
    "id" SERIAL NOT NULL,
    "assignment_id" INTEGER NOT NULL,
    "update_id" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "level" "problem_level" NOT NULL,
    "owner" TEXT NOT NULL DEFAULT '',
    "raised_on" DATE NOT NULL,
    "closed_on" DATE,
    "outcome" TEXT,
    "closed_by_id" INTEGER,
    "demonstration" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "problems_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "problem_outcomes" (
    "update_id" INTEGER NOT NULL,
    "problem_id" INTEGER NOT NULL,
    "outcome" TEXT NOT NULL,

    CONSTRAINT "problem_outcomes_pkey" PRIMARY KEY ("update_id","problem_id")
);

-- CreateTable
CREATE TABLE "evidence_files" (
    "id" SERIAL NOT NULL,
    "assignment_id" INTEGER NOT NULL,
    "period_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "storage_key" TEXT NOT NULL,
    "uploaded_by_id" INTEGER NOT NULL,
    "uploaded_at" TIMESTAMPTZ(3) NOT NULL,
    "removed_by_id" INTEGER,
    "removed_at" TIMESTAMPTZ(3),
    "demonstration" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "evidence_files_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "update_evidence" (
    "update_id" INTEGER NOT NULL,
    "evidence_id" INTEGER NOT NULL,

    CONSTRAINT "update_evidence_pkey" PRIMARY KEY ("update_id","evidence_id")
);

-- CreateTable
CREATE TABLE "completion_applications" (
    "id" SERIAL NOT NULL,
    "point_id" INTEGER NOT NULL,
    "city_id" INTEGER NOT NULL,
    "assignment_id" INTEGER NOT NULL,
    "outcome" TEXT NOT NULL,
    "applied_by_id" INTEGER NOT NULL,
    "applied_at" TIMESTAMPTZ(3) NOT NULL,
    "applied_on" DATE NOT NULL,
    "decision" "verification_decision",
    "opinion" TEXT,
    "decided_by_id" INTEGER,
    "decided_at" TIMESTAMPTZ(3),
    "decided_on" DATE,
    "demonstration" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "completion_applications_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "completion_evidence" (
    "application_id" INTEGER NOT NULL,
    "evidence_id" INTEGER NOT NULL,

    CONSTRAINT "completion_evidence_pkey" PRIMARY KEY ("application_id","evidence_id")
);

-- CreateTable
CREATE TABLE "hand_overs" (
    "id" SERIAL NOT NULL,
    "unit_id" INTEGER NOT NULL,
    "from_id" INTEGER NOT NULL,
    "to_id" INTEGER NOT NULL,
    "by_id" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "moved" INTEGER NOT NULL,

    CONSTRAINT "hand_overs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "holidays" (
    "date" DATE NOT NULL,
    "is_workday" BOOLEAN NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "holidays_pkey" PRIMARY KEY ("date")
);

-- CreateTable
CREATE TABLE "notifications" (
    "id" SERIAL NOT NULL,
    "account_id" INTEGER NOT NULL,
    "kind" "notification_kind" NOT NULL,
    "text" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "business_on" DATE NOT NULL,
    "read_at" TIMESTAMPTZ(3),
    "same_as" TEXT NOT NULL,
    "demonstration" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "notifications_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reminders" (
    "id" SERIAL NOT NULL,
    "assignment_id" INTEGER NOT NULL,
    "period_id" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "sent_by_id" INTEGER NOT NULL,
    "sent_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_on" DATE NOT NULL,
    "answer" TEXT,
    "answered_by_id" INTEGER,
    "answered_at" TIMESTAMPTZ(3),
    "demonstration" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "reminders_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "digests" (
    "id" SERIAL NOT NULL,
    "account_id" INTEGER NOT NULL,
    "business_on" DATE NOT NULL,
    "lines" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "digests_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "deliveries" (
    "id" SERIAL NOT NULL,
    "channel" "delivery_channel" NOT NULL,
    "digest_id" INTEGER,
    "target" TEXT NOT NULL,
    "business_on" DATE NOT NULL,
    "subject" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "last_error" TEXT,

    CONSTRAINT "deliveries_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "indicator_readings_indicator_id_idx" ON "indicator_readings"("indicator_id");

-- CreateIndex
CREATE INDEX "action_completions_action_item_id_idx" ON "action_completions"("action_item_id");

-- CreateIndex
CREATE UNIQUE INDEX "problems_update_id_key" ON "problems"("update_id");

-- CreateIndex
CREATE INDEX "problems_assignment_id_raised_on_idx" ON "problems"("assignment_id", "raised_on");

-- CreateIndex
CREATE INDEX "problem_outcomes_problem_id_idx" ON "problem_outcomes"("problem_id");

-- CreateIndex
CREATE UNIQUE INDEX "evidence_files_storage_key_key" ON "evidence_files"("storage_key");

-- CreateIndex
CREATE UNIQUE INDEX "evidence_files_assignment_id_period_id_name_version_key" ON "evidence_files"("assignment_id", "period_id", "name", "version");

-- CreateIndex
CREATE INDEX "update_evidence_evidence_id_idx" ON "update_evidence"("evidence_id");

-- CreateIndex
CREATE INDEX "completion_applications_point_id_city_id_id_idx" ON "completion_applications"("point_id", "city_id", "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "notifications_same_as_key" ON "notifications"("same_as");

-- CreateIndex
CREATE INDEX "notifications_account_id_id_idx" ON "notifications"("account_id", "id" DESC);

-- CreateIndex
CREATE INDEX "reminders_assignment_id_period_id_idx" ON "reminders"("assignment_id", "period_id");

-- CreateIndex
CREATE UNIQUE INDEX "digests_account_id_business_on_key" ON "digests"("account_id", "business_on");

-- CreateIndex
CREATE UNIQUE INDEX "deliveries_channel_target_business_on_key" ON "deliveries"("channel", "target", "business_on");

-- CreateIndex
CREATE INDEX "assignments_handler_id_idx" ON "assignments"("handler_id");

-- CreateIndex
CREATE UNIQUE INDEX "closures_application_id_key" ON "closures"("application_id");

-- AddForeignKey
ALTER TABLE "assignments" ADD CONSTRAINT "assignments_handler_id_fkey" FOREIGN KEY ("handler_id") REFERENCES "accounts"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "drafts" ADD CONSTRAINT "drafts_sign_off_asked_by_id_fkey" FOREIGN KEY ("sign_off_asked_by_id") REFERENCES "accounts"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "progress_updates" ADD CONSTRAINT "progress_updates_signed_off_by_id_fkey" FOREIGN KEY ("signed_off_by_id") REFERENCES "accounts"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_notes" ADD CONSTRAINT "review_notes_review_id_fkey" FOREIGN KEY ("review_id") REFERENCES "reviews"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "indicator_readings" ADD CONSTRAINT "indicator_readings_update_id_fkey" FOREIGN KEY ("update_id") REFERENCES "progress_updates"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "indicator_readings" ADD CONSTRAINT "indicator_readings_indicator_id_fkey" FOREIGN KEY ("indicator_id") REFERENCES "indicators"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "action_completions" ADD CONSTRAINT "action_completions_update_id_fkey" FOREIGN KEY ("update_id") REFERENCES "progress_updates"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "action_completions" ADD CONSTRAINT "action_completions_action_item_id_fkey" FOREIGN KEY ("action_item_id") REFERENCES "action_items"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "problems" ADD CONSTRAINT "problems_assignment_id_fkey" FOREIGN KEY ("assignment_id") REFERENCES "assignments"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "problems" ADD CONSTRAINT "problems_update_id_fkey" FOREIGN KEY ("update_id") REFERENCES "progress_updates"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "problems" ADD CONSTRAINT "problems_closed_by_id_fkey" FOREIGN KEY ("closed_by_id") REFERENCES "accounts"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "problem_outcomes" ADD CONSTRAINT "problem_outcomes_update_id_fkey" FOREIGN KEY ("update_id") REFERENCES "progress_updates"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "problem_outcomes" ADD CONSTRAINT "problem_outcomes_problem_id_fkey" FOREIGN KEY ("problem_id") REFERENCES "problems"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "evidence_files" ADD CONSTRAINT "evidence_files_assignment_id_fkey" FOREIGN KEY ("assignment_id") REFERENCES "assignments"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "evidence_files" ADD CONSTRAINT "evidence_files_period_id_fkey" FOREIGN KEY ("period_id") REFERENCES "periods"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "evidence_files" ADD CONSTRAINT "evidence_files_uploaded_by_id_fkey" FOREIGN KEY ("uploaded_by_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "evidence_files" ADD CONSTRAINT "evidence_files_removed_by_id_fkey" FOREIGN KEY ("removed_by_id") REFERENCES "accounts"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "update_evidence" ADD CONSTRAINT "update_evidence_update_id_fkey" FOREIGN KEY ("update_id") REFERENCES "progress_updates"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "update_evidence" ADD CONSTRAINT "update_evidence_evidence_id_fkey" FOREIGN KEY ("evidence_id") REFERENCES "evidence_files"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "completion_applications" ADD CONSTRAINT "completion_applications_point_id_fkey" FOREIGN KEY ("point_id") REFERENCES "work_points"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "completion_applications" ADD CONSTRAINT "completion_applications_city_id_fkey" FOREIGN KEY ("city_id") REFERENCES "cities"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "completion_applications" ADD CONSTRAINT "completion_applications_assignment_id_fkey" FOREIGN KEY ("assignment_id") REFERENCES "assignments"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "completion_applications" ADD CONSTRAINT "completion_applications_applied_by_id_fkey" FOREIGN KEY ("applied_by_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "completion_applications" ADD CONSTRAINT "completion_applications_decided_by_id_fkey" FOREIGN KEY ("decided_by_id") REFERENCES "accounts"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "completion_evidence" ADD CONSTRAINT "completion_evidence_application_id_fkey" FOREIGN KEY ("application_id") REFERENCES "completion_applications"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "completion_evidence" ADD CONSTRAINT "completion_evidence_evidence_id_fkey" FOREIGN KEY ("evidence_id") REFERENCES "evidence_files"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "closures" ADD CONSTRAINT "closures_application_id_fkey" FOREIGN KEY ("application_id") REFERENCES "completion_applications"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hand_overs" ADD CONSTRAINT "hand_overs_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "units"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hand_overs" ADD CONSTRAINT "hand_overs_from_id_fkey" FOREIGN KEY ("from_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hand_overs" ADD CONSTRAINT "hand_overs_to_id_fkey" FOREIGN KEY ("to_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hand_overs" ADD CONSTRAINT "hand_overs_by_id_fkey" FOREIGN KEY ("by_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reminders" ADD CONSTRAINT "reminders_assignment_id_fkey" FOREIGN KEY ("assignment_id") REFERENCES "assignments"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reminders" ADD CONSTRAINT "reminders_period_id_fkey" FOREIGN KEY ("period_id") REFERENCES "periods"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reminders" ADD CONSTRAINT "reminders_sent_by_id_fkey" FOREIGN KEY ("sent_by_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reminders" ADD CONSTRAINT "reminders_answered_by_id_fkey" FOREIGN KEY ("answered_by_id") REFERENCES "accounts"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "digests" ADD CONSTRAINT "digests_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_digest_id_fkey" FOREIGN KEY ("digest_id") REFERENCES "digests"("id") ON DELETE SET NULL ON UPDATE CASCADE;

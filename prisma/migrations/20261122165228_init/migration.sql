-- CreateEnum
CREATE TYPE "unit_kind" AS ENUM ('PARTY', 'GOVERNMENT', 'INSTITUTION', 'COUNTY', 'ZONE', 'ENTERPRISE', 'MASS', 'STATIONED', 'GROUP');

-- CreateEnum
CREATE TYPE "group_scope" AS ENUM ('CONCERNED', 'EVERY');

-- CreateEnum
CREATE TYPE "indicator_state" AS ENUM ('PROPOSED', 'CONFIRMED');

-- CreateEnum
CREATE TYPE "assignment_role" AS ENUM ('LEAD', 'RESPONSIBLE', 'SUPPORT');

-- CreateEnum
CREATE TYPE "assignment_origin" AS ENUM ('DOCUMENT', 'ADMIN');

-- CreateEnum
CREATE TYPE "problem_level" AS ENUM ('UNIT', 'CITY', 'BOTH_CITIES', 'PROVINCE');

-- CreateEnum
CREATE TYPE "no_progress_reason" AS ENUM ('NOT_DUE', 'WAITING', 'BLOCKED');

-- CreateEnum
CREATE TYPE "review_decision" AS ENUM ('APPROVED', 'RETURNED');

-- CreateEnum
CREATE TYPE "role" AS ENUM ('STAFF', 'REVIEWER', 'LEADER', 'ADMIN', 'AUDITOR');

-- CreateTable
CREATE TABLE "cities" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "short_name" TEXT NOT NULL,
    "display_order" INTEGER NOT NULL,

    CONSTRAINT "cities_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "units" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "short_name" TEXT NOT NULL,
    "pinyin_initials" TEXT NOT NULL,
    "aliases" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "kind" "unit_kind" NOT NULL,
    "group_scope" "group_scope",
    "city_id" INTEGER,
    "counterpart_id" INTEGER,
    "parent_id" INTEGER,
    "official_order" INTEGER NOT NULL,

    CONSTRAINT "units_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "plans" (
    "id" SERIAL NOT NULL,
    "year" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "document_number" TEXT NOT NULL,
    "issued_on" DATE NOT NULL,
    "starts_on" DATE NOT NULL,
    "due_on" DATE NOT NULL,
    "foreword" TEXT NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "plans_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "plan_cities" (
    "plan_id" INTEGER NOT NULL,
    "city_id" INTEGER NOT NULL,
    "display_order" INTEGER NOT NULL,

    CONSTRAINT "plan_cities_pkey" PRIMARY KEY ("plan_id","city_id")
);

-- CreateTable
CREATE TABLE "chapters" (
    "id" SERIAL NOT NULL,
    "plan_id" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "marker" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "foreword" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "chapters_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "work_points" (
    "id" SERIAL NOT NULL,
    "plan_id" INTEGER NOT NULL,
    "chapter_id" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "marker" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "title_end" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "clause_start" TEXT NOT NULL,
    "clause" TEXT NOT NULL,
    "clause_end" TEXT NOT NULL,
    "starts_on" DATE NOT NULL,
    "due_on" DATE NOT NULL,

    CONSTRAINT "work_points_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "action_items" (
    "id" SERIAL NOT NULL,
    "point_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "action_items_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "indicators" (
    "id" SERIAL NOT NULL,
    "point_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "target" INTEGER NOT NULL,
    "measure" TEXT NOT NULL,
    "sentence" TEXT NOT NULL,
    "match" TEXT NOT NULL,
    "start" INTEGER NOT NULL,
    "state" "indicator_state" NOT NULL DEFAULT 'PROPOSED',

    CONSTRAINT "indicators_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "periods" (
    "id" SERIAL NOT NULL,
    "plan_id" INTEGER NOT NULL,
    "month" DATE NOT NULL,
    "due_on" DATE NOT NULL,
    "locked_on" DATE,

    CONSTRAINT "periods_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "light_thresholds" (
    "id" SERIAL NOT NULL,
    "plan_id" INTEGER NOT NULL,
    "effective_on" DATE NOT NULL,
    "severe_gap" INTEGER NOT NULL DEFAULT 25,
    "lagging_gap" INTEGER NOT NULL DEFAULT 10,
    "milestone_severe_days" INTEGER NOT NULL DEFAULT 15,
    "unreported_grace_days" INTEGER NOT NULL DEFAULT 3,
    "due_soon_days" INTEGER NOT NULL DEFAULT 30,
    "due_soon_percent" INTEGER NOT NULL DEFAULT 80,
    "problem_days" INTEGER NOT NULL DEFAULT 14,
    "out_of_step_gap" INTEGER NOT NULL DEFAULT 20,

    CONSTRAINT "light_thresholds_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "assignments" (
    "id" SERIAL NOT NULL,
    "plan_id" INTEGER NOT NULL,
    "point_id" INTEGER NOT NULL,
    "unit_id" INTEGER NOT NULL,

    CONSTRAINT "assignments_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "assignment_terms" (
    "id" SERIAL NOT NULL,
    "assignment_id" INTEGER NOT NULL,
    "role" "assignment_role" NOT NULL,
    "origin" "assignment_origin" NOT NULL,
    "group_id" INTEGER,
    "starts_on" DATE NOT NULL,
    "ends_on" DATE,
    "started_by_id" INTEGER,
    "ended_by_id" INTEGER,

    CONSTRAINT "assignment_terms_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "drafts" (
    "id" SERIAL NOT NULL,
    "assignment_id" INTEGER NOT NULL,
    "period_id" INTEGER NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "percent" INTEGER,
    "progress_text" TEXT NOT NULL DEFAULT '',
    "problem_text" TEXT NOT NULL DEFAULT '',
    "problem_level" "problem_level",
    "next_step_text" TEXT NOT NULL DEFAULT '',
    "no_progress_reason" "no_progress_reason",
    "percent_reason" TEXT NOT NULL DEFAULT '',
    "saved_by_id" INTEGER NOT NULL,
    "saved_at" TIMESTAMPTZ(3) NOT NULL,
    "demonstration" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "drafts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "progress_updates" (
    "id" SERIAL NOT NULL,
    "assignment_id" INTEGER NOT NULL,
    "period_id" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "percent" INTEGER NOT NULL,
    "progress_text" TEXT NOT NULL,
    "problem_text" TEXT NOT NULL,
    "problem_level" "problem_level",
    "next_step_text" TEXT NOT NULL,
    "no_progress_reason" "no_progress_reason",
    "percent_reason" TEXT NOT NULL,
    "author_id" INTEGER NOT NULL,
    "submitted_at" TIMESTAMPTZ(3) NOT NULL,
    "submitted_on" DATE NOT NULL,
    "demonstration" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "progress_updates_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reviews" (
    "id" SERIAL NOT NULL,
    "update_id" INTEGER NOT NULL,
    "assignment_id" INTEGER NOT NULL,
    "period_id" INTEGER NOT NULL,
    "decision" "review_decision" NOT NULL,
    "reason" TEXT NOT NULL,
    "field" TEXT,
    "counts" BOOLEAN NOT NULL,
    "reviewer_id" INTEGER NOT NULL,
    "decided_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_on" DATE NOT NULL,
    "demonstration" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "reviews_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "withdrawals" (
    "id" SERIAL NOT NULL,
    "update_id" INTEGER NOT NULL,
    "account_id" INTEGER NOT NULL,
    "withdrawn_at" TIMESTAMPTZ(3) NOT NULL,
    "withdrawn_on" DATE NOT NULL,
    "demonstration" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "withdrawals_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "closures" (
    "id" SERIAL NOT NULL,
    "point_id" INTEGER NOT NULL,
    "city_id" INTEGER NOT NULL,
    "outcome" TEXT NOT NULL,
    "closed_by_id" INTEGER NOT NULL,
    "closed_on" DATE NOT NULL,
    "reopened_by_id" INTEGER,
    "reopened_on" DATE,
    "reopen_reason" TEXT,
    "demonstration" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "closures_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "accounts" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "post" TEXT NOT NULL,
    "role" "role" NOT NULL,
    "unit_id" INTEGER,
    "city_id" INTEGER,
    "password_hash" TEXT NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "demonstration" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "accounts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sessions" (
    "id" TEXT NOT NULL,
    "account_id" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sign_in_failures" (
    "name_hash" TEXT NOT NULL,
    "failures" INTEGER NOT NULL,
    "locked_until" TIMESTAMPTZ(3),
    "last_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sign_in_failures_pkey" PRIMARY KEY ("name_hash")
);

-- CreateTable
CREATE TABLE "api_tokens" (
    "id" SERIAL NOT NULL,
    "label" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "created_by_id" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_tokens_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_entries" (
    "sequence" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "business_on" DATE NOT NULL,
    "account_id" INTEGER,
    "account_name" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "before" JSONB,
    "after" JSONB,
    "previous_hash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "audit_entries_pkey" PRIMARY KEY ("sequence")
);

-- CreateIndex
CREATE UNIQUE INDEX "cities_name_key" ON "cities"("name");

-- CreateIndex
CREATE UNIQUE INDEX "cities_short_name_key" ON "cities"("short_name");

-- CreateIndex
CREATE UNIQUE INDEX "units_name_key" ON "units"("name");

-- CreateIndex
CREATE INDEX "units_city_id_kind_idx" ON "units"("city_id", "kind");

-- CreateIndex
CREATE INDEX "units_parent_id_idx" ON "units"("parent_id");

-- CreateIndex
CREATE UNIQUE INDEX "plans_document_number_key" ON "plans"("document_number");

-- CreateIndex
CREATE INDEX "plans_year_id_idx" ON "plans"("year" DESC, "id");

-- CreateIndex
CREATE UNIQUE INDEX "chapters_plan_id_number_key" ON "chapters"("plan_id", "number");

-- CreateIndex
CREATE INDEX "work_points_chapter_id_idx" ON "work_points"("chapter_id");

-- CreateIndex
CREATE UNIQUE INDEX "work_points_plan_id_number_key" ON "work_points"("plan_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "action_items_point_id_position_key" ON "action_items"("point_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "indicators_point_id_position_key" ON "indicators"("point_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "periods_plan_id_month_key" ON "periods"("plan_id", "month");

-- CreateIndex
CREATE UNIQUE INDEX "light_thresholds_plan_id_effective_on_key" ON "light_thresholds"("plan_id", "effective_on");

-- CreateIndex
CREATE INDEX "assignments_plan_id_idx" ON "assignments"("plan_id");

-- CreateIndex
CREATE INDEX "assignments_unit_id_idx" ON "assignments"("unit_id");

-- CreateIndex
CREATE UNIQUE INDEX "assignments_point_id_unit_id_key" ON "assignments"("point_id", "unit_id");

-- CreateIndex
CREATE INDEX "assignment_terms_assignment_id_starts_on_idx" ON "assignment_terms"("assignment_id", "starts_on");

-- CreateIndex
CREATE UNIQUE INDEX "drafts_assignment_id_period_id_key" ON "drafts"("assignment_id", "period_id");

-- CreateIndex
CREATE UNIQUE INDEX "progress_updates_assignment_id_period_id_version_key" ON "progress_updates"("assignment_id", "period_id", "version" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "progress_updates_id_assignment_id_period_id_key" ON "progress_updates"("id", "assignment_id", "period_id");

-- CreateIndex
CREATE UNIQUE INDEX "reviews_update_id_key" ON "reviews"("update_id");

-- CreateIndex
CREATE UNIQUE INDEX "reviews_update_id_assignment_id_period_id_key" ON "reviews"("update_id", "assignment_id", "period_id");

-- CreateIndex
CREATE UNIQUE INDEX "withdrawals_update_id_key" ON "withdrawals"("update_id");

-- CreateIndex
CREATE INDEX "closures_point_id_closed_on_idx" ON "closures"("point_id", "closed_on");

-- CreateIndex
CREATE UNIQUE INDEX "accounts_name_key" ON "accounts"("name");

-- CreateIndex
CREATE INDEX "sessions_account_id_idx" ON "sessions"("account_id");

-- CreateIndex
CREATE UNIQUE INDEX "api_tokens_token_hash_key" ON "api_tokens"("token_hash");

-- CreateIndex
CREATE UNIQUE INDEX "audit_entries_hash_key" ON "audit_entries"("hash");

-- AddForeignKey
ALTER TABLE "units" ADD CONSTRAINT "units_city_id_fkey" FOREIGN KEY ("city_id") REFERENCES "cities"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "units" ADD CONSTRAINT "units_counterpart_id_fkey" FOREIGN KEY ("counterpart_id") REFERENCES "units"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "units" ADD CONSTRAINT "units_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "units"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plan_cities" ADD CONSTRAINT "plan_cities_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "plans"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plan_cities" ADD CONSTRAINT "plan_cities_city_id_fkey" FOREIGN KEY ("city_id") REFERENCES "cities"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "chapters" ADD CONSTRAINT "chapters_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "plans"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "work_points" ADD CONSTRAINT "work_points_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "plans"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "work_points" ADD CONSTRAINT "work_points_chapter_id_fkey" FOREIGN KEY ("chapter_id") REFERENCES "chapters"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "action_items" ADD CONSTRAINT "action_items_point_id_fkey" FOREIGN KEY ("point_id") REFERENCES "work_points"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "indicators" ADD CONSTRAINT "indicators_point_id_fkey" FOREIGN KEY ("point_id") REFERENCES "work_points"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "periods" ADD CONSTRAINT "periods_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "plans"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "light_thresholds" ADD CONSTRAINT "light_thresholds_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "plans"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignments" ADD CONSTRAINT "assignments_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "plans"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignments" ADD CONSTRAINT "assignments_point_id_fkey" FOREIGN KEY ("point_id") REFERENCES "work_points"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignments" ADD CONSTRAINT "assignments_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "units"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignment_terms" ADD CONSTRAINT "assignment_terms_assignment_id_fkey" FOREIGN KEY ("assignment_id") REFERENCES "assignments"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignment_terms" ADD CONSTRAINT "assignment_terms_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "assignments"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignment_terms" ADD CONSTRAINT "assignment_terms_started_by_id_fkey" FOREIGN KEY ("started_by_id") REFERENCES "accounts"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignment_terms" ADD CONSTRAINT "assignment_terms_ended_by_id_fkey" FOREIGN KEY ("ended_by_id") REFERENCES "accounts"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "drafts" ADD CONSTRAINT "drafts_assignment_id_fkey" FOREIGN KEY ("assignment_id") REFERENCES "assignments"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "drafts" ADD CONSTRAINT "drafts_period_id_fkey" FOREIGN KEY ("period_id") REFERENCES "periods"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "drafts" ADD CONSTRAINT "drafts_saved_by_id_fkey" FOREIGN KEY ("saved_by_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "progress_updates" ADD CONSTRAINT "progress_updates_assignment_id_fkey" FOREIGN KEY ("assignment_id") REFERENCES "assignments"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "progress_updates" ADD CONSTRAINT "progress_updates_period_id_fkey" FOREIGN KEY ("period_id") REFERENCES "periods"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "progress_updates" ADD CONSTRAINT "progress_updates_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_update_id_assignment_id_period_id_fkey" FOREIGN KEY ("update_id", "assignment_id", "period_id") REFERENCES "progress_updates"("id", "assignment_id", "period_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_reviewer_id_fkey" FOREIGN KEY ("reviewer_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "withdrawals" ADD CONSTRAINT "withdrawals_update_id_fkey" FOREIGN KEY ("update_id") REFERENCES "progress_updates"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "withdrawals" ADD CONSTRAINT "withdrawals_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "closures" ADD CONSTRAINT "closures_point_id_fkey" FOREIGN KEY ("point_id") REFERENCES "work_points"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "closures" ADD CONSTRAINT "closures_city_id_fkey" FOREIGN KEY ("city_id") REFERENCES "cities"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "closures" ADD CONSTRAINT "closures_closed_by_id_fkey" FOREIGN KEY ("closed_by_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "closures" ADD CONSTRAINT "closures_reopened_by_id_fkey" FOREIGN KEY ("reopened_by_id") REFERENCES "accounts"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "units"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_city_id_fkey" FOREIGN KEY ("city_id") REFERENCES "cities"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_tokens" ADD CONSTRAINT "api_tokens_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

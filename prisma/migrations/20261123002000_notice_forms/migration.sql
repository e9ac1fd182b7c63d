-- AlterTable
ALTER TABLE "plans" ADD COLUMN     "afterword" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "chapters" ADD COLUMN     "title_end" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "work_points" ADD COLUMN     "before" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "section" TEXT NOT NULL DEFAULT '';

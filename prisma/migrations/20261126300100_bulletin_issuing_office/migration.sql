-- 发文机关署名 of a 月报 or 通报; what was issued before keeps its file as it is.
ALTER TABLE "bulletins" ADD COLUMN "issuing_office" TEXT NOT NULL DEFAULT '';

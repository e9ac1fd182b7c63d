-- CreateTable
CREATE TABLE "demonstration_ends" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "demonstration_ends_pkey" PRIMARY KEY ("id")
);

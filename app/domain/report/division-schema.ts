import { z } from "zod";
import { DATASET_CODES } from "./division";

/** Apart from the vocabulary, so that pages do not carry the schema library. */
export const divisionCodeSchema = z.string().regex(/^\d{6}$/, "区划代码应为6位数字");
export const datasetSchema = z.enum(DATASET_CODES);

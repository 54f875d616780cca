/**
 * What bodies may be judged against: those of their kind, level and scope in the province, in their city, or in the
 * divisions that the filter `group` lists. `of` stands before a number of bodies, `area` alone.
 */
export const YARDSTICKS = {
  province: { name: "与省内同类相比", area: "全省", of: "全省" },
  city: { name: "与同市同类相比", area: "同市", of: "同市" },
  chosen: { name: "与所选地区相比", area: "所选地区", of: "所选" },
} as const;
export type Yardstick = keyof typeof YARDSTICKS;

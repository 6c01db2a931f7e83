/** The figures that are past their limit, in words; one that is no number has not kept it. */
export const pastLimit = (figures: Readonly<Record<string, number>>, limits: Readonly<Record<string, number>>): string[] =>
  Object.entries(limits).flatMap(([name, limit]) => {
    const figure = figures[name] ?? Number.NaN
    return figure <= limit ? [] : [`${name} ${figure} > ${limit}`]
  })

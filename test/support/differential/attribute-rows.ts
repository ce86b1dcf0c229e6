import { cycle, moment, text, type Book, type Row } from './awkward-values';

/** Keys of the attributes of the awkward book, one of each type; what no attribute is called comes last. */
export const attributeKeys = ['remark', 'desks', 'since', 'vip', 'plan', 'nothing'];

const types = ['TEXT', 'NUMBER', 'DATE', 'BOOLEAN', 'CHOICE'];

/** An attribute of each type, some out of use. */
export function attributeRow(id: string, n: number): Row {
  return {
    id,
    key: cycle(attributeKeys, n),
    name: text(n + 2),
    description: n === 0 ? '' : text(n),
    type: cycle(types, n),
    choices: types[n] === 'CHOICE' ? [text(1), text(2), 'NULL'] : [],
    archived_at: n % 2 === 0 ? null : moment(n),
    version: 1,
    created_at: moment(n),
  };
}

/** A value of one of the attributes for each account; numbers of all lengths that can be kept. */
export function accountAttributeRow(attributes: readonly string[]) {
  return (id: string, n: number, { accounts }: Book): Row => {
    const type = cycle(types, n);
    return {
      id,
      account_id: cycle(accounts, Math.floor(n / attributes.length)),
      attribute_id: cycle(attributes, n),
      key: cycle(attributeKeys.slice(0, types.length), n),
      type,
      text_value: type === 'TEXT' || type === 'CHOICE' ? text(n) : null,
      number_value:
        type === 'NUMBER'
          ? cycle(['0', '-0.5', '12345678901.2345', '0.0001', '250', '-99999999999.9999'], n >> 2)
          : null,
      date_value: type === 'DATE' ? cycle(['2024-02-29', '0001-01-01', '9999-12-31'], n) : null,
      boolean_value: type === 'BOOLEAN' ? n % 2 === 0 : null,
      version: 2,
    };
  };
}

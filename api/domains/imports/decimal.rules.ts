/** A decimal number without rounding: `digits` × 10^-`scale`. */
export interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

const largestMinorUnits = 2n ** 63n - 1n;

/** Reads `1234.5` or `-3`; null for anything else, thousands separators and exponents included. */
export function parseDecimal(text: string): Decimal | null {
  const match = /^(-?)(\d{1,30})(?:\.(\d{1,30}))?$/.exec(text);
  if (match === null) return null;
  const [, sign = '', whole = '', fraction = ''] = match;
  return { digits: BigInt(`${sign}${whole}${fraction}`), scale: fraction.length };
}

export function multiply(a: Decimal, b: Decimal): Decimal {
  return { digits: a.digits * b.digits, scale: a.scale + b.scale };
}

export function formatDecimal({ digits, scale }: Decimal): string {
  const sign = digits < 0n ? '-' : '';
  const text = (digits < 0n ? -digits : digits).toString().padStart(scale + 1, '0');
  return scale === 0 ? sign + text : `${sign}${text.slice(0, -scale)}.${text.slice(-scale)}`;
}

/** The amount in minor units; null where the currency hasn't that many decimals, or 64 bits don't hold it. */
export function toMinorUnits(amount: Decimal, exponent: number): string | null {
  const tooFine = amount.scale - exponent;
  const factor = 10n ** BigInt(Math.abs(tooFine));
  if (tooFine > 0 && amount.digits % factor !== 0n) return null;
  const units = tooFine > 0 ? amount.digits / factor : amount.digits * factor;
  return units > largestMinorUnits || units < -largestMinorUnits ? null : units.toString();
}

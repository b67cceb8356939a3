/** The address of the account that the examples of a README are about. */
export const ADA = 'ada@example.com';

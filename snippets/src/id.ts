/** 128 random bits as 22 base64url characters. */
export const randomId = (): string =>
  btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16)))).replace(/\W/g, (sign) =>
    sign === '+' ? '-' : sign === '/' ? '_' : '',
  );

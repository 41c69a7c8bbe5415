/** JSON texts that tools are seldom given, and must all answer alike: other types, other spellings, edges of every kind. */

/** Numbers as JSON texts: spellings of one number, edges of doubles and of safe integers, beyond what a double holds. */
export const NUMBERS = [
  '0', '-0', '0.0', '-0.0', '1', '1.0', '1e0', '-1', '2', '3', '25', '25.0', '2.5e1', '0.1', '0.5', '1.5', '2.5', '-2.5', '2.675', '1.005', '0.3', '19.99', '100', '1000', '4999.99', '5000.005',
  '9007199254740991', '9007199254740992', '9007199254740993', '-9007199254740991', '-9007199254740993', '1e15', '1e16', '123456789012345680000', '1e21', '1e22', '123456789123456789123456789', '1.7976931348623157e308', '-1.7976931348623157e308',
  '1e309', '-1e309', '5e-324', '1e-5', '1e-6', '1e-7', '0.000001', '1.5e-7', '1.1e-10', '4.35', '1.45e20', '0.1e-6', '12345678.5', '-0.000001', '2147483648', '4294967296', `1${'0'.repeat(400)}`,
] as const;

/** Texts as JSON texts: empty, spaces, escapes, other scripts, emoji, bidi marks, half surrogate pairs, names of both languages. */
export const TEXTS = [
  '""', '" "', '"a"', '"Z"', '"\\u0000"', '"\\n"', '"\\r\\n\\t"', '"\\u2028\\u2029"', '"\\"quoted\\""', '"back\\\\slash"', '"${x}"', '"*/"', '"\\"\\"\\""', '"`"', '"\'"', '"</script>"', '"__proto__"', '"constructor"', '"class"', '"null"', '"true"', '"25"', '"25.0"', '"007"', '"-0"',
  '"é"', '"e\\u0301"', '"Straße"', '"ﬁ"', '"İ"', '"😀"', '"\\ud83d\\ude00"', '"\\ud83d"', '"\\ude00x"', '"a\\ud800b"', '"\\u202eabc"', '"\\ufeff"', '"\\uffff"', '"𝒳"', '"日本語"', '"1/1/2024"', '"31/4/2024"', '"29/2/2023"', '"01/01/2024"', '"12:30"', '"24:00"', '"Monday"', '"2024-02-30"',
  `"${'x'.repeat(70)}"`, `"${'😀'.repeat(61)}"`, `"${'é'.repeat(60)}"`,
] as const;

/** Lists, objects and the rest as JSON texts, among them names that JavaScript orders by number, and too deep a nest. */
export const OTHERS = [
  'null', 'true', 'false', '[]', '[null]', '[1]', '["a","a"]', '[[[]]]', '{}', '{"a":1}', '{"b":1,"2":2,"1":3,"a":4}', '{"__proto__":1}', '{"__proto__":{"x":1},"constructor":2}', '{"😀":1,"\\uffff":2}', '{"10":1,"9":2,"01":3,"-1":4,"4294967295":5,"4294967294":6}', '{"a":1,"a":2}', '{"x":[1.0,-0,1e2,{"y":null}]}', '{"\\ud800":1}',
  `${'['.repeat(63)}${']'.repeat(63)}`, `${'['.repeat(64)}${']'.repeat(64)}`, `${'['.repeat(65)}${']'.repeat(65)}`, `[${'1,'.repeat(1100)}1]`, `${'{"a":'.repeat(70)}1${'}'.repeat(70)}`,
] as const;

export const ANY_VALUES: readonly string[] = [...NUMBERS, ...TEXTS, ...OTHERS];

/** Names of tools and parameters that are wrong, as plain strings. */
export const NAMES: readonly string[] = ['', ' ', 'x', '__proto__', 'constructor', 'toString', 'hasOwnProperty', '0', '2', '10', 'class', 'import', 'self', 'env', 'é', '😀', '\ud800', 'a"b', "a'b", 'a\nb', '\u2028', '\u202e', 'submit', 'x'.repeat(200)];

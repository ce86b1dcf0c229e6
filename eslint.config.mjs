import eslint from '@eslint/js';
import tseslint from 'typescript-eslint';

const nodeGlobals = [
  'AbortSignal',
  'Buffer',
  'URL',
  '__dirname',
  'clearInterval',
  'clearTimeout',
  'console',
  'fetch',
  'module',
  'performance',
  'process',
  'require',
  'setImmediate',
  'setInterval',
  'setTimeout',
];

export default tseslint.config(
  { ignores: ['dist/', 'coverage/', '.mainstay/', 'web-schema/client/documents.ts'] },
  eslint.configs.recommended,
  {
    rules: {
      'max-lines': ['error', { max: 300 }],
      // Control characters are looked for on purpose: they are refused at the door.
      'no-control-regex': 'off',
    },
  },
  {
    files: ['**/*.ts', '**/*.cts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'PropertyDefinition[definite=true]:not(:has(> Decorator))',
          message:
            'Only a decorated field may be filled by a framework: give this one a value, or a constructor.',
        },
      ],
      // A wrong condition is worse than a needless one, and types of what comes from outside are a promise only.
      '@typescript-eslint/no-unnecessary-condition': 'off',
      // One type parameter is enough where it says what the answer is: `row<Account>(…)`.
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      // type-graphql and TypeORM are told things by classes without any members.
      '@typescript-eslint/no-extraneous-class': 'off',
      // Inputs are plain objects of a class's shape; nobody calls a method of theirs.
      '@typescript-eslint/no-misused-spread': 'off',
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      // They disagree with the compiler about what is inferred, and their fixes don't compile.
      '@typescript-eslint/no-unnecessary-type-assertion': 'off',
      '@typescript-eslint/no-unsafe-enum-assignment': 'off',
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
    },
  },
  {
    files: ['**/*.cjs', '**/*.mjs'],
    languageOptions: { globals: Object.fromEntries(nodeGlobals.map((name) => [name, 'readonly'])) },
  },
);

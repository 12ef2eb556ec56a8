declare module 'mock:data' {
  export const data: import('./data.ts').Data
}

/** The version in package.json, put in by the build. */
declare const VERSION: string;

interface Document {
  readonly prerendering?: boolean;
  readonly wasDiscarded?: boolean;
}

interface Navigator {
  readonly globalPrivacyControl?: boolean;
}

interface PerformanceNavigationTiming {
  readonly activationStart?: number;
}

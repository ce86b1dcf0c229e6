export { onboarding } from './onboarding/workflow';

export function notFound(): never;
export function redirect(location: string): never;
export function permanentRedirect(location: string): never;

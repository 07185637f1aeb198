const end = (way) => (location) => {
  throw { way, location };
};

export const notFound = end("not found");
export const redirect = end("redirect");
export const permanentRedirect = end("permanent redirect");

// The bundled file that the set-up copies to static/vendor/ has the types of its package.
export { io } from "socket.io-client";

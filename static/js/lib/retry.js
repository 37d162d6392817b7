// Asking again until the server answers. A screen must become right without anybody touching it.

export function keepTrying(task, pause = 1000) {
  return task().catch((error) => {
    console.warn(error);
    return new Promise((resolve) => setTimeout(resolve, pause)).then(() => keepTrying(task, pause));
  });
}

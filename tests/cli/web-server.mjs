import { createServer } from "node:http";

// Stands in for Next; tells the test what the web server is given.
createServer((request, response) => {
  if (request.url === "/exit") process.exit(7);
  response.end(JSON.stringify({ pid: process.pid, database: process.env.DATABASE_URL }));
}).listen(Number(process.argv[2]));

// Takes texts by webhook and checks them by npm's standardwebhooks. Commands come line by line, what it takes goes out as
// lines of JSON.
'use strict';
const http = require('node:http');
const readline = require('node:readline');
const {Webhook} = require('standardwebhooks');

const webhook = new Webhook(process.argv[2]);
let status = 204;
let server;
let port = 0;

const tell = told => process.stdout.write(`${JSON.stringify(told)}\n`);

function answer(request, body) {
    try {
        const {to, text} = webhook.verify(body, request.headers);
        if (status === 204) {
            tell({to, text});
        }
        return status;
    } catch {
        return 401;
    }
}

function listen() {
    server = http.createServer((request, response) => {
        const body = [];
        request.on('data', piece => body.push(piece)).on('end', () => {
            response.writeHead(answer(request, Buffer.concat(body).toString()), status === 429 ? {'Retry-After': '7'} : {});
            response.end();
        });
    });
    server.listen(port, '127.0.0.1', () => {
        port = server.address().port;
        tell({port});
    });
}

const commands = {
    takes: () => { status = 204; },
    refuses: () => { status = 422; },
    throttles: () => { status = 429; },
    away: () => {
        server.close();
        server.closeAllConnections();
    },
    back: listen,
};

readline.createInterface({input: process.stdin}).on('line', command => {
    commands[command]();
    tell({done: command});
}).on('close', () => process.exit(0));
listen();

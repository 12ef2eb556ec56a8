#!/usr/bin/env php
<?php

/**
 * Saves the PDF of each overdue invoice in a folder and opens a ticket about it.
 *
 * Usage: php guzzle.php FOLDER
 *
 * Needs PHP 8.2 or newer with Guzzle 7. The environment variables are explained in ../README.md.
 */

declare(strict_types=1);

namespace Clustrix\Examples;

use ErrorException;
use Generator;
use GuzzleHttp\Client;
use GuzzleHttp\Exception\ConnectException;
use GuzzleHttp\Exception\RequestException;
use GuzzleHttp\Exception\TransferException;
use GuzzleHttp\HandlerStack;
use GuzzleHttp\Middleware;
use GuzzleHttp\RequestOptions;
use JsonException;
use Psr\Http\Message\RequestInterface;
use Psr\Http\Message\ResponseInterface;
use RuntimeException;
use Throwable;

// phpcs:disable PSR1.Files.SideEffects -- a program in one file
// Installed by Composer beside this file, or else by Debian's package.
require is_file(__DIR__ . '/vendor/autoload.php') ? __DIR__ . '/vendor/autoload.php' : 'GuzzleHttp/autoload.php';

final class Clustrix
{
    private const ATTEMPTS = 5;
    private const TIMEOUT = 30;
    /** In seconds. Windows of the rate limit last a minute. */
    private const MAX_WAIT = 120;

    private readonly string $baseUrl;
    private readonly Client $http;

    public function __construct(string $baseUrl, private ?string $token)
    {
        $this->baseUrl = rtrim($baseUrl, '/');
        $handler = HandlerStack::create();
        $handler->push(Middleware::retry(self::shouldRetry(...), self::millisecondsToWait(...)));
        $this->http = new Client([
            'handler' => $handler,
            RequestOptions::HTTP_ERRORS => false,
            RequestOptions::ALLOW_REDIRECTS => false,
            RequestOptions::TIMEOUT => self::TIMEOUT,
        ]);
    }

    public function logIn(string $email, string $password, string $name): void
    {
        $body = ['email' => $email, 'password' => $password, 'name' => $name];
        $this->token = self::decode($this->send('POST', '/api/v1/auth/token', $body))['token'];
    }

    public function revokeToken(): void
    {
        $this->send('POST', '/api/v1/auth/revoke');
        $this->token = null;
    }

    /**
     * Yields the records of a list, newest first, page by page.
     *
     * @return Generator<array<string, mixed>>
     */
    public function items(string $path): Generator
    {
        $next = "{$this->baseUrl}{$path}?per_page=100";
        while ($next !== null) {
            if (!str_starts_with($next, "{$this->baseUrl}/")) {
                throw new RuntimeException("GET {$path}: links.next leads to another server");
            }
            $page = self::decode($this->send('GET', substr($next, strlen($this->baseUrl))));
            foreach ($page['data'] as $item) {
                yield $item;
            }
            $next = $page['links']['next'];
        }
    }

    public function invoicePdf(int $id): string
    {
        $path = "/api/v1/invoices/{$id}/pdf";
        return (string) $this->send('GET', $path, mediaType: 'application/pdf')->getBody();
    }

    /**
     * @param array<string, string> $ticket
     * @return array{string, bool} the number of the ticket, and whether the key was used before
     */
    public function openTicket(array $ticket, string $key): array
    {
        $response = $this->send('POST', '/api/v1/tickets', $ticket, $key);
        return [self::decode($response)['data']['number'], $response->hasHeader('Idempotent-Replayed')];
    }

    /** @param array<string, string>|null $body */
    private function send(
        string $method,
        string $path,
        ?array $body = null,
        ?string $key = null,
        string $mediaType = 'application/json',
    ): ResponseInterface {
        $options = [
            RequestOptions::HEADERS => array_filter([
                'Accept' => 'application/json',
                'Authorization' => $this->token === null ? null : "Bearer {$this->token}",
                'Idempotency-Key' => $key,
            ]),
            // curl itself repeats a request if a connection that it has used before is closed.
            'curl' => [CURLOPT_FRESH_CONNECT => $method !== 'GET' && $key === null],
        ];
        if ($body !== null) {
            $options[RequestOptions::JSON] = $body;
        }
        try {
            $response = $this->http->request($method, $this->baseUrl . $path, $options);
        } catch (TransferException $exception) {
            throw new RuntimeException("{$method} {$path} " . self::problemOf($exception));
        }
        $problem = self::problemOf($response, $mediaType);
        return $problem === null ? $response : throw new RuntimeException("{$method} {$path} {$problem}");
    }

    /**
     * 429 and 503 mean that nothing was done. After any other failure, the request may have been carried out, so it is
     * only repeated if it changes nothing or has a key.
     */
    private static function shouldRetry(
        int $retries,
        RequestInterface $request,
        ?ResponseInterface $response = null,
        ?Throwable $exception = null,
    ): bool {
        $status = $exception === null ? $response?->getStatusCode() : 0;
        $isRepeatable = $request->getMethod() === 'GET' || $request->hasHeader('Idempotency-Key');
        $isTemporary = in_array($status, [429, 503], true)
            || ($isRepeatable && in_array($status, [0, 500, 502, 504], true));
        $wait = self::millisecondsToWait($retries + 1, $response) / 1000;
        if (!$isTemporary || $retries + 1 === self::ATTEMPTS || $wait > self::MAX_WAIT) {
            return false;
        }
        $problem = self::problemOf($exception ?? $response);
        fwrite(STDERR, "Retrying in {$wait} s: {$request->getMethod()} {$request->getRequestTarget()} {$problem}\n");
        return true;
    }

    /** @param int $attempt the number of attempts that have failed */
    private static function millisecondsToWait(int $attempt, ?ResponseInterface $response): int
    {
        $retryAfter = $response?->getHeaderLine('Retry-After') ?? '';
        return 1000 * (ctype_digit($retryAfter) ? (int) $retryAfter : 2 ** ($attempt - 1));
    }

    /** Returns what is wrong with a response, in one line, with the request ID that support asks for. */
    private static function problemOf(Throwable|ResponseInterface $result, ?string $mediaType = null): ?string
    {
        if ($result instanceof ConnectException || $result instanceof RequestException) {
            return 'failed: ' . ($result->getHandlerContext()['error'] ?? $result->getMessage());
        }
        if ($result instanceof Throwable) {
            return 'failed: ' . $result->getMessage();
        }
        $status = $result->getStatusCode();
        if ($status >= 200 && $status < 300) {
            [$returned] = explode(';', $result->getHeaderLine('Content-Type'));
            if ($returned !== $mediaType) {
                return "returned {$returned}, not {$mediaType}";
            }
            $isInvalid = $mediaType === 'application/json' && json_decode((string) $result->getBody()) === null;
            return $isInvalid ? 'returned invalid JSON' : null;
        }
        $problem = "returned {$status}";
        $error = json_decode((string) $result->getBody(), true);
        // A response of a proxy may have another body.
        if (isset($error['code'], $error['message'])) {
            $problem .= preg_replace('/\s+/', ' ', " {$error['code']}: {$error['message']}");
        }
        $requestId = $result->getHeaderLine('X-Request-Id');
        return $problem . ($requestId === '' ? '' : " (request {$requestId})");
    }

    /** @return array<string, mixed> */
    private static function decode(ResponseInterface $response): array
    {
        return json_decode((string) $response->getBody(), true, flags: JSON_THROW_ON_ERROR);
    }
}

/** Writes a file completely or not at all. */
function writeFile(string $target, string $content): void
{
    $part = $target . '.' . bin2hex(random_bytes(8)) . '.part';
    $file = fopen($part, 'xb');
    try {
        if (fwrite($file, $content) !== strlen($content) || !fsync($file)) {
            throw new RuntimeException("{$target} could not be written");
        }
        rename($part, $target);
    } catch (Throwable $exception) {
        unlink($part);
        throw $exception;
    } finally {
        fclose($file);
    }
}

function reportOverdue(Clustrix $api, string $folder): void
{
    $invoices = iterator_to_array($api->items('/api/v1/invoices'), false);
    $overdue = array_filter($invoices, static fn (array $invoice): bool => $invoice['status'] === 'overdue');
    printf("%d invoices, %d overdue\n", count($invoices), count($overdue));

    // The server keeps an Idempotency-Key for 24 hours. After that, the subject shows that there is a ticket.
    $tickets = array_column(iterator_to_array($api->items('/api/v1/tickets'), false), 'number', 'subject');

    if (!is_dir($folder)) {
        mkdir($folder, recursive: true);
    }
    foreach ($overdue as ['id' => $id, 'number' => $number, 'amount_due' => $due, 'currency' => $currency]) {
        // A decimal string. Calculate with the bcmath extension, not with float.
        echo "{$number}: {$due} {$currency} due\n";

        // Encoded, because a number may contain a slash.
        $name = rawurlencode($number) . '.pdf';
        writeFile("{$folder}/{$name}", $api->invoicePdf($id));
        echo "{$number}: saved as {$name}\n";

        $subject = "Question about invoice {$number}";
        if (isset($tickets[$subject])) {
            echo "{$number}: {$tickets[$subject]} was opened before\n";
            continue;
        }
        $ticket = [
            'subject' => $subject,
            'body' => "Invoice {$number} is overdue. Which payments did you receive?",
            'category' => 'billing',
        ];
        // The same key in each run, so that two runs at the same time open one ticket.
        [$opened, $isKnown] = $api->openTicket($ticket, "overdue-{$number}");
        echo "{$number}: {$opened} ", $isKnown ? 'was opened before' : 'opened', "\n";
    }
}

/** Tokens do not expire, so a token for one run is revoked at its end. */
function revoke(Clustrix $api): void
{
    try {
        $api->revokeToken();
    } catch (RuntimeException $exception) {
        fwrite(STDERR, "The token could not be revoked: {$exception->getMessage()}\n");
    }
}

/** @param list<string> $arguments */
function main(array $arguments): int
{
    $folder = $arguments[1] ?? '';
    $baseUrl = getenv('CLUSTRIX_URL') ?: 'http://127.0.0.1:3000';
    $token = trim(getenv('CLUSTRIX_TOKEN') ?: '');
    $email = getenv('CLUSTRIX_EMAIL') ?: '';
    $password = getenv('CLUSTRIX_PASSWORD') ?: '';
    $mistake = match (true) {
        count($arguments) !== 2 || $folder === '' => "Usage: php {$arguments[0]} FOLDER",
        preg_match('#^https?://#', $baseUrl) !== 1 => 'CLUSTRIX_URL must start with http:// or https://',
        $token === '' && ($email === '' || $password === '')
            => 'Set CLUSTRIX_TOKEN, or CLUSTRIX_EMAIL and CLUSTRIX_PASSWORD',
        default => null,
    };
    if ($mistake !== null) {
        fwrite(STDERR, "{$mistake}\n");
        return 2;
    }

    try {
        $api = new Clustrix($baseUrl, $token === '' ? null : $token);
        if ($token !== '') {
            reportOverdue($api, $folder);
            return 0;
        }
        $api->logIn($email, $password, 'Overdue invoices');
        try {
            reportOverdue($api, $folder);
        } finally {
            revoke($api);
        }
    } catch (RuntimeException | JsonException | ErrorException $exception) {
        fwrite(STDERR, "{$exception->getMessage()}\n");
        return 1;
    }
    return 0;
}

// A warning, for example about a folder that cannot be created, ends the program.
set_error_handler(static function (int $severity, string $message, string $file, int $line): never {
    throw new ErrorException($message, 0, $severity, $file, $line);
});

exit(main($argv));

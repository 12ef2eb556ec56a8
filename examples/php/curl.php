#!/usr/bin/env php
<?php

/**
 * Saves the PDF of each overdue invoice in a folder and opens a ticket about it.
 *
 * Usage: php curl.php FOLDER
 *
 * Needs PHP 8.2 or newer with the curl extension. The environment variables are explained in ../README.md.
 */

declare(strict_types=1);

namespace Clustrix\Examples;

use CurlHandle;
use ErrorException;
use Generator;
use JsonException;
use RuntimeException;
use Throwable;

// phpcs:disable PSR1.Files.SideEffects -- a program in one file
final class Clustrix
{
    private const ATTEMPTS = 5;
    private const TIMEOUT = 30;
    /** In seconds. Windows of the rate limit last a minute. */
    private const MAX_WAIT = 120;

    private readonly string $baseUrl;
    /** Kept for all requests, so that they use the same connection. */
    private readonly CurlHandle $curl;

    public function __construct(string $baseUrl, private ?string $token)
    {
        $this->baseUrl = rtrim($baseUrl, '/');
        $this->curl = curl_init();
    }

    public function logIn(string $email, string $password, string $name): void
    {
        $body = ['email' => $email, 'password' => $password, 'name' => $name];
        $response = $this->send('POST', '/api/v1/auth/token', $body);
        $this->token = self::decode($response['body'])['token'];
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
            $response = $this->send('GET', substr($next, strlen($this->baseUrl)));
            $page = self::decode($response['body']);
            foreach ($page['data'] as $item) {
                yield $item;
            }
            $next = $page['links']['next'];
        }
    }

    public function invoicePdf(int $id): string
    {
        return $this->send('GET', "/api/v1/invoices/{$id}/pdf", mediaType: 'application/pdf')['body'];
    }

    /**
     * @param array<string, string> $ticket
     * @return array{string, bool} the number of the ticket, and whether the key was used before
     */
    public function openTicket(array $ticket, string $key): array
    {
        $response = $this->send('POST', '/api/v1/tickets', $ticket, $key);
        $number = self::decode($response['body'])['data']['number'];
        return [$number, isset($response['headers']['idempotent-replayed'])];
    }

    /**
     * Sends a request, and repeats it after a temporary failure. 429 and 503 mean that nothing was done. After any
     * other failure, the request may have been carried out, so it is only repeated if it changes nothing or has a key.
     *
     * @param array<string, string>|null $body
     * @return array{status: int, headers: array<string, string>, body: string}
     */
    private function send(
        string $method,
        string $path,
        ?array $body = null,
        ?string $key = null,
        string $mediaType = 'application/json',
    ): array {
        $isRepeatable = $method === 'GET' || $key !== null;
        $headers = array_filter([
            'Accept: application/json',
            $this->token === null ? null : "Authorization: Bearer {$this->token}",
            $body === null ? null : 'Content-Type: application/json',
            $key === null ? null : "Idempotency-Key: {$key}",
        ]);
        $json = $body === null ? '' : json_encode($body, JSON_THROW_ON_ERROR);

        for ($attempt = 1;; $attempt++) {
            $response = $this->sendOnce($method, $path, $headers, $json, $isRepeatable);
            $problem = self::problemOf($response, $mediaType);
            if ($problem === null) {
                return $response;
            }
            $isTemporary = in_array($response['status'], [429, 503], true)
                || ($isRepeatable && in_array($response['status'], [0, 500, 502, 504], true));
            $wait = self::secondsToWait($response['headers']['retry-after'] ?? '', $attempt);
            if (!$isTemporary || $attempt === self::ATTEMPTS || $wait > self::MAX_WAIT) {
                throw new RuntimeException("{$method} {$path} {$problem}");
            }
            fwrite(STDERR, "Retrying in {$wait} s: {$method} {$path} {$problem}\n");
            sleep($wait);
        }
    }

    /**
     * @param list<string> $headers
     * @return array{status: int, headers: array<string, string>, body: string} status 0 if there is no whole response
     */
    private function sendOnce(string $method, string $path, array $headers, string $json, bool $isRepeatable): array
    {
        $received = [];
        // Keeps the connection, but no option of the last request. Redirects are not followed by default.
        curl_reset($this->curl);
        curl_setopt_array($this->curl, [
            CURLOPT_URL => $this->baseUrl . $path,
            CURLOPT_CUSTOMREQUEST => $method,
            CURLOPT_HTTPHEADER => $headers,
            CURLOPT_TIMEOUT => self::TIMEOUT,
            CURLOPT_RETURNTRANSFER => true,
            // curl itself repeats a request if a connection that it has used before is closed.
            CURLOPT_FRESH_CONNECT => !$isRepeatable,
            CURLOPT_HEADERFUNCTION => static function (CurlHandle $curl, string $line) use (&$received): int {
                [$name, $value] = [...explode(':', $line, 2), ''];
                $received[strtolower($name)] = trim($value);
                return strlen($line);
            },
        ]);
        if ($method === 'POST') {
            curl_setopt($this->curl, CURLOPT_POSTFIELDS, $json);
        }
        $body = curl_exec($this->curl);
        // Also if the connection ended too early.
        if (!is_string($body)) {
            return ['status' => 0, 'headers' => [], 'body' => 'failed: ' . curl_error($this->curl)];
        }
        $status = curl_getinfo($this->curl, CURLINFO_RESPONSE_CODE);
        return ['status' => $status, 'headers' => $received, 'body' => $body];
    }

    /**
     * Returns what is wrong with a response, in one line, with the request ID that support asks for.
     *
     * @param array{status: int, headers: array<string, string>, body: string} $response
     */
    private static function problemOf(array $response, string $mediaType): ?string
    {
        ['status' => $status, 'headers' => $headers, 'body' => $body] = $response;
        if ($status === 0) {
            return $body;
        }
        if ($status >= 200 && $status < 300) {
            [$returned] = explode(';', $headers['content-type'] ?? 'no media type');
            if ($returned !== $mediaType) {
                return "returned {$returned}, not {$mediaType}";
            }
            $isInvalid = $mediaType === 'application/json' && json_decode($body) === null;
            return $isInvalid ? 'returned invalid JSON' : null;
        }
        $problem = "returned {$status}";
        $error = json_decode($body, true);
        // A response of a proxy may have another body.
        if (isset($error['code'], $error['message'])) {
            $problem .= preg_replace('/\s+/', ' ', " {$error['code']}: {$error['message']}");
        }
        return $problem . (isset($headers['x-request-id']) ? " (request {$headers['x-request-id']})" : '');
    }

    private static function secondsToWait(string $retryAfter, int $attempt): int
    {
        return ctype_digit($retryAfter) ? (int) $retryAfter : 2 ** ($attempt - 1);
    }

    /** @return array<string, mixed> */
    private static function decode(string $json): array
    {
        return json_decode($json, true, flags: JSON_THROW_ON_ERROR);
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

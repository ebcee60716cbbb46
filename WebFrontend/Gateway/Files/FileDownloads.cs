using System.Net;
using System.Net.Sockets;
using Microsoft.Net.Http.Headers;
using OrleansChat.Errors;
using OrleansChat.Files;
using OrleansChat.Quotas;

namespace OrleansChat.WebFrontend.Gateway.Files;

/// <summary>Sends files to those who may read them. Map it for GET and HEAD.</summary>
internal sealed class FileDownloads(
    FileFolder folder,
    IClusterClient grains,
    GrainRetries retries,
    GatewayOptions options,
    ILogger<FileDownloads> logger)
{
    /// <summary>Source: security.md, download.</summary>
    private const int FilesPerMinute = 60;

    /// <summary>Also counts pictures of users, and names that lead nowhere. Source: security.md, rates.</summary>
    private const int CallsPerMinute = 600;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>Answers a request for a file.</summary>
    /// <param name="http">The request; the answer is written into it, whatever it is.</param>
    /// <param name="name">What was asked for, as the route has it; anything.</param>
    /// <param name="callerUserId">Who signed in, or 0 for nobody.</param>
    public async Task SendAsync(HttpContext http, string name, int callerUserId)
    {
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        if (!FileName.TryParse(name, out var key, out var extension))
        {
            Refuse(http, ChatError.MessageUnknown);
            return;
        }

        var found = await FindAsync(http, key, callerUserId);
        if (found.Value is not { } file || FileKinds.Find(file.Extension) is not { } kind
            || (extension.Length > 0 && extension != file.Extension))
        {
            Refuse(http, found.Ok ? ChatError.MessageUnknown : found.Error);
            return;
        }

        var path = folder.PathOf(file.Blob);
        if (!File.Exists(path))
        {
            FileLog.BytesMissing(logger, file.Name, file.Blob);
            Refuse(http, ChatError.MessageUnknown);
            return;
        }

        http.Response.Headers.CacheControl = "private";
        http.Response.Headers.ContentDisposition = kind.Use is FileUse.Save
            ? $"attachment; filename*=UTF-8''{Uri.EscapeDataString(file.OriginalName)}" // nothing but ASCII is left
            : "inline";
        await TypedResults.PhysicalFile(
            path,
            kind.ContentType,
            lastModified: DateTimeOffset.FromUnixTimeMilliseconds(file.CreatedAtUnixMs),
            entityTag: new EntityTagHeaderValue($"\"{file.Sha256}\""),
            enableRangeProcessing: true).ExecuteAsync(http);
    }

    private async Task<Reply<FileRecord>> FindAsync(HttpContext http, string key, int callerUserId)
    {
        var who = callerUserId > 0 ? $"{callerUserId}" : AddressOf(http);
        if (await TakeAsync($"download:{who}", CallsPerMinute) is not ChatError.None and var tooOften)
        {
            return tooOften;
        }

        var found = await retries.AskAsync(
            (grains, key, callerUserId),
            static ask => ask.grains.GetGrain<IFileGrain>(ask.key).GetAsync(ask.callerUserId, CancellationToken.None),
            GrainRetries.ForOthers,
            http.RequestAborted);
        if (found is not { Ok: true, Value.IsPublic: false })
        {
            return found;
        }

        return await TakeAsync($"file:{who}", FilesPerMinute) is not ChatError.None and var tooMany ? tooMany : found;
    }

    /// <summary>No answer is a refusal: a limit that fails open is none.</summary>
    private async Task<ChatError> TakeAsync(string what, int limit) => !options.Strict
        ? ChatError.None
        : await GrainFaults.GuardAsync(
            (grains, what, limit),
            static ask => ask.grains.GetGrain<IQuotaGrain>(ask.what)
                .TakeAsync(ask.limit, Minute, CancellationToken.None),
            logger);

    private static void Refuse(HttpContext http, ChatError error)
    {
        http.Response.Headers.CacheControl = "no-store";
        http.Response.StatusCode = error switch
        {
            ChatError.MessageUnknown => StatusCodes.Status404NotFound,
            ChatError.RateLimited => StatusCodes.Status429TooManyRequests,
            _ => StatusCodes.Status503ServiceUnavailable,
        };
        if (error is not ChatError.MessageUnknown)
        {
            http.Response.Headers.RetryAfter = error is ChatError.RateLimited ? "60" : "5";
        }
    }

    /// <summary>One network of one customer: he has 2^64 addresses of version 6.</summary>
    private static string AddressOf(HttpContext http)
    {
        var address = http.Connection.RemoteIpAddress ?? IPAddress.None;
        address = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return address.AddressFamily is AddressFamily.InterNetworkV6
            ? Convert.ToHexStringLower(address.GetAddressBytes().AsSpan(0, 8))
            : address.ToString();
    }
}

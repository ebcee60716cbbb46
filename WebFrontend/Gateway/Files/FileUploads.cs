using System.Buffers;
using System.Security.Cryptography;
using OrleansChat.Errors;
using OrleansChat.Files;

namespace OrleansChat.WebFrontend.Gateway.Files;

/// <summary>Receives files: to the disk as they arrive, never into memory, and to nowhere unless everything is as it
/// should be.</summary>
/// <remarks>
/// In this order: the bytes are received, hashed and flushed to the disk; the form ends; the record is committed; the
/// bytes get their place; the client is told the name. An upload that breaks off before leaves nothing.
/// </remarks>
internal sealed class FileUploads(
    FileFolder folder,
    DiskReserve reserve,
    IClusterClient grains,
    GrainRetries retries,
    GatewayOptions options,
    TimeProvider clock,
    ILogger<FileUploads> logger)
{
    private const int BufferBytes = 64 * 1024;

    /// <summary>Reads the body of a request to its end, and keeps the file that it brings.</summary>
    /// <param name="http">The body was not read.</param>
    /// <param name="limits">What the endpoint takes.</param>
    /// <param name="userId">Who signed in, or 0 for nobody, which is a user in development only.</param>
    public async Task<UploadOutcome> ReceiveAsync(HttpContext http, UploadLimits limits, int userId)
    {
        if (options.Strict && userId <= 0)
        {
            return UploadRefusal.Unauthenticated;
        }

        if (http.Request.Headers.ContentEncoding.Count > 0)
        {
            return UploadRefusal.Encoded;
        }

        if (!UploadForm.TryOpen(http.Request, limits.MaxBytes, out var form))
        {
            return UploadRefusal.NoFile;
        }

        if (UploadForm.IsTooLong(http.Request, limits.MaxBytes))
        {
            return UploadRefusal.TooLarge;
        }

        try
        {
            return await ReceiveAsync(http, form, limits, userId);
        }
        catch (FileFolderException fault)
        {
            FileLog.FolderFault(logger, fault);
            return fault.IsFull ? UploadRefusal.DiskFull : UploadRefusal.Unavailable;
        }
        catch (InvalidDataException)
        {
            return UploadRefusal.NoFile;
        }
        catch (BadHttpRequestException fault) when (fault.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return UploadRefusal.TooLarge;
        }
        catch (Exception fault) when (fault is IOException or OperationCanceledException)
        {
            FileLog.BrokenOff(logger, fault, userId);
            return UploadRefusal.BrokenOff;
        }
    }

    private async Task<UploadOutcome> ReceiveAsync(HttpContext http, UploadForm form, UploadLimits limits, int userId)
    {
        var bytes = Math.Min(http.Request.ContentLength ?? limits.MaxBytes, limits.MaxBytes);
        folder.Ensure();
        if (!reserve.TryTake(bytes))
        {
            FileLog.NoSpace(logger, userId);
            await form.FinishAsync(http.RequestAborted);
            return UploadRefusal.DiskFull;
        }

        try
        {
            var room = await retries.AskAsync(
                (grains, userId),
                static ask => ask.grains.GetGrain<IFileSpaceGrain>(ask.userId).CheckAsync(CancellationToken.None),
                GrainRetries.ForOthers,
                http.RequestAborted);
            if (room is not ChatError.None)
            {
                await form.FinishAsync(http.RequestAborted);
                return RefusalOf(room);
            }

            return await StageAsync(form, limits, userId, http.RequestAborted);
        }
        finally
        {
            reserve.GiveBack(bytes);
        }
    }

    private async Task<UploadOutcome> StageAsync(
        UploadForm form, UploadLimits limits, int userId, CancellationToken stop)
    {
        if (await form.FindAsync(limits.PartName, stop) is not { } found)
        {
            return UploadRefusal.NoFile;
        }

        var originalName = OriginalName.Clean(found.FileName);
        var kind = FileKinds.Find(OriginalName.ExtensionOf(originalName));
        if (kind is null || (limits.PicturesOnly && kind.Use is not FileUse.Look))
        {
            await form.FinishAsync(stop);
            return UploadRefusal.TypeRefused;
        }

        await using var staged = folder.Stage();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var refusal = await CopyAsync(found.Part.Body, staged, hash, kind, limits.MaxBytes, stop);
        await form.FinishAsync(stop);
        if (refusal is not UploadRefusal.None)
        {
            return refusal;
        }

        staged.Flush();
        var record = new FileRecord(
            FileName.Next(), userId, Convert.ToHexStringLower(hash.GetHashAndReset()), staged.Content.Length,
            kind.Extension, kind.ContentType, originalName, Blob: FileName.Next(),
            clock.GetUtcNow().ToUnixTimeMilliseconds());
        return await KeepAsync(staged, record);
    }

    /// <summary>Looks at the bytes as they come by.</summary>
    private static async Task<UploadRefusal> CopyAsync(
        Stream body, StagedFile staged, IncrementalHash hash, FileKind kind, long maxBytes, CancellationToken stop)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            long received = 0;
            while (true)
            {
                var filled = await body.ReadAtLeastAsync(
                    buffer.AsMemory(0, BufferBytes), BufferBytes, throwOnEndOfStream: false, stop);
                if (filled == 0)
                {
                    break;
                }

                if (received == 0 && !kind.Fits(buffer.AsSpan(0, filled)))
                {
                    return UploadRefusal.TypeRefused;
                }

                received += filled;
                if (received > maxBytes)
                {
                    return UploadRefusal.TooLarge;
                }

                hash.AppendData(buffer, 0, filled);
                await staged.WriteAsync(buffer.AsMemory(0, filled), stop);
            }

            return received == 0 ? UploadRefusal.Empty
                : kind.Use is FileUse.Look && !await IsShownAsync(staged, kind, stop) ? UploadRefusal.TypeRefused
                : UploadRefusal.None;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static async Task<bool> IsShownAsync(StagedFile staged, FileKind kind, CancellationToken stop) =>
        await ImageSize.ReadAsync(staged.Content, kind, stop) is <= ImageSize.MaxPixels;

    /// <summary>Whatever the client does meanwhile: it is kept whole, or not at all.</summary>
    private async Task<UploadOutcome> KeepAsync(StagedFile staged, FileRecord record)
    {
        var blob = await retries.AskAsync(
            (grains, record),
            static ask => ask.grains.GetGrain<IFileSpaceGrain>(ask.record.UploaderId)
                .StoreAsync(ask.record, CancellationToken.None),
            GrainRetries.ForOthers,
            CancellationToken.None);
        if (!blob.Ok)
        {
            return RefusalOf(blob.Error);
        }

        try
        {
            staged.KeepAs(blob.Value!);
        }
        catch (FileFolderException)
        {
            await ForgetAsync(record);
            throw;
        }

        return new UploadedFile(
            record.Name, record.Extension, record.OriginalName, record.ContentType, record.SizeBytes);
    }

    /// <summary>Nobody was told of it. If no node answers, it counts against the quota and is nothing else.</summary>
    private async Task ForgetAsync(FileRecord record) => await retries.AskAsync(
        (grains, record),
        static async ask =>
        {
            await ask.grains.GetGrain<IFileSpaceGrain>(ask.record.UploaderId)
                .RemoveAsync(ask.record.Name, CancellationToken.None);
            return ChatError.None;
        },
        GrainRetries.ForOthers,
        CancellationToken.None);

    private static UploadRefusal RefusalOf(ChatError error) =>
        error is ChatError.Forbidden ? UploadRefusal.QuotaExceeded : UploadRefusal.Unavailable;
}

using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace OrleansChat.WebFrontend.Gateway.Files;

/// <summary>The parts of a form (<c>multipart/form-data</c>), one after the other as they arrive.</summary>
internal sealed class UploadForm
{
    /// <summary>Source: RFC 2046, 5.1.1.</summary>
    public const int MaxBoundary = 70;

    /// <summary>Source: security.md, upload.</summary>
    public const int MaxParts = 10;

    /// <summary>For boundaries, headers and small fields.</summary>
    private const int OverheadBytes = 64 * 1024;

    private readonly MultipartReader _reader;
    private int _parts;

    private UploadForm(string boundary, Stream body) => _reader = new MultipartReader(boundary, body);

    /// <summary>Begins to read the body of a request, and lets this one be as long as a file.</summary>
    /// <param name="request">Of the client.</param>
    /// <param name="maxFileBytes">A body of more than twice as many is not read to its end.</param>
    /// <param name="form">The form.</param>
    /// <returns>False when the body is no form.</returns>
    public static bool TryOpen(HttpRequest request, long maxFileBytes, [NotNullWhen(true)] out UploadForm? form)
    {
        form = null;
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary);
        if (boundary.Length is 0 or > MaxBoundary)
        {
            return false;
        }

        // Who sent somewhat too much reads why: a client that cannot send to the end reads no answer.
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = (2 * maxFileBytes) + OverheadBytes;
        }

        form = new UploadForm(boundary.ToString(), request.Body);
        return true;
    }

    /// <summary>Whether a request says that it is too long to be read.</summary>
    public static bool IsTooLong(HttpRequest request, long maxFileBytes) =>
        request.ContentLength > (2 * maxFileBytes) + OverheadBytes;

    /// <summary>Goes on to the first part with a name that is a file.</summary>
    /// <returns>The part, and what the client calls the file; null when there is none.</returns>
    /// <exception cref="InvalidDataException">There are too many parts, or a part's headers are too long.</exception>
    /// <exception cref="IOException">The body ends too early.</exception>
    public async Task<(MultipartSection Part, string FileName)?> FindAsync(
        string partName, CancellationToken cancellation)
    {
        while (await NextAsync(cancellation) is { } part)
        {
            if (ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var disposition)
                && HeaderUtilities.RemoveQuotes(disposition.Name) == partName
                && (disposition.FileNameStar.HasValue || disposition.FileName.HasValue))
            {
                var name = disposition.FileNameStar.HasValue
                    ? disposition.FileNameStar
                    : HeaderUtilities.RemoveQuotes(disposition.FileName);
                return (part, name.ToString());
            }
        }

        return null;
    }

    /// <summary>Reads the rest: a form is whole when its end has come.</summary>
    /// <exception cref="InvalidDataException">As of <see cref="FindAsync"/>.</exception>
    /// <exception cref="IOException">As of <see cref="FindAsync"/>.</exception>
    public async Task FinishAsync(CancellationToken cancellation)
    {
        while (await NextAsync(cancellation) is not null)
        {
            // the reader skips what it is not asked for
        }
    }

    private async Task<MultipartSection?> NextAsync(CancellationToken cancellation)
    {
        var part = await _reader.ReadNextSectionAsync(cancellation);
        return part is not null && ++_parts > MaxParts
            ? throw new InvalidDataException("The form has too many parts.")
            : part;
    }
}

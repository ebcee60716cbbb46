using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using OrleansChat.WebFrontend.Gateway;
using OrleansChat.WebFrontend.Hosting;

namespace OrleansChat.WebFrontend.Portal;

/// <summary>The descriptions of the protocols that this process speaks, and a page that lists them. Open to
/// anybody.</summary>
internal static class PortalEndpoints
{
    /// <summary>The page has neither scripts nor styles nor pictures. Source: security.md, limits, browser.</summary>
    private const string ContentPolicy =
        "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    public static void Map(IEndpointRouteBuilder routes, ChatOptions options)
    {
        var documents = options.Listeners
            .Where(listener => listener.Protocol is not null)
            .DistinctBy(listener => listener.Name, StringComparer.Ordinal)
            .SelectMany(
                listener => listener.Protocol!.Documents, (listener, document) => (Listener: listener, Document: document))
            .ToArray();
        foreach (var (listener, document) in documents)
        {
            var bytes = new Lazy<byte[]>(() => Write(document, listener));
            routes.MapGet(PathOf(listener, document), http => AnswerAsync(http, "application/json", bytes.Value));
        }

        var page = Encoding.UTF8.GetBytes(Page(documents));
        routes.MapGet("/docs", http => AnswerAsync(http, "text/html; charset=utf-8", page));
    }

    private static string PathOf(ListenerOptions listener, ProtocolDocument document) =>
        $"/docs/{listener.Name.ToLowerInvariant()}/{document.Name}";

    /// <summary>The listener as this machine names it: clients elsewhere know the address by which they come.</summary>
    private static byte[] Write(ProtocolDocument document, ListenerOptions listener) => Encoding.UTF8.GetBytes(
        document.Build($"localhost:{listener.EndPoint.Port}").ToJsonString(Indented) + "\n");

    private static string Page((ListenerOptions Listener, ProtocolDocument Document)[] documents)
    {
        var rows = documents.Select(one =>
            $"<li><a href=\"{PathOf(one.Listener, one.Document)}\">{one.Listener.Name}: {one.Document.Title}</a></li>");
        return $"""
            <!DOCTYPE html>
            <html lang="en">
            <head><meta charset="utf-8"><title>OrleansChat: protocols</title></head>
            <body>
            <h1>Protocols</h1>
            <ul>
            {string.Join('\n', rows)}
            </ul>
            </body>
            </html>

            """;
    }

    private static async Task AnswerAsync(HttpContext http, string type, byte[] bytes)
    {
        var headers = http.Response.Headers;
        headers.ContentType = type;
        headers.ContentSecurityPolicy = ContentPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "no-cache";
        headers.ContentLength = bytes.Length;
        await http.Response.BodyWriter.WriteAsync(bytes);
    }
}

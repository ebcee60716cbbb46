using System.Globalization;
using System.Net;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Protocols.Im.Authorization;

/// <summary>What came back.</summary>
/// <param name="Status">Of HTTP.</param>
/// <param name="Headers">All but those that tell the time.</param>
/// <param name="Text">The body.</param>
public sealed record ImReply(HttpStatusCode Status, string Headers, string Text)
{
    /// <summary>Of those whom nobody knows, word for word.</summary>
    public const string Unauthenticated = """401 {"code":2000,"msg":"未登录不能访问"}""";

    private static readonly HttpClient Http = new();

    /// <summary>Sends a call to a path of the HTTP listener.</summary>
    public static async Task<ImReply> OfAsync(ChatHost host, HttpRequestMessage request)
    {
        request.RequestUri = new Uri(host.UrlOf("Im", "HttpUrl"), request.RequestUri!);
        using var answer = await Http.SendAsync(request);
        var headers = answer.Headers.Concat(answer.Content.Headers)
            .Where(header => header.Key != "Date")
            .Select(header => $"{header.Key}: {string.Join(',', header.Value)}");
        return new ImReply(
            answer.StatusCode, string.Join('\n', headers.Order(StringComparer.Ordinal)),
            await answer.Content.ReadAsStringAsync());
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(int)Status} {Text}");
}

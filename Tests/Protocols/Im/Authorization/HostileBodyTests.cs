using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace OrleansChat.Tests.Protocols.Im.Authorization;

/// <summary>Bodies as nobody should send them.</summary>
[Collection(nameof(ImModesTests))]
public sealed class HostileBodyTests(ImModes modes)
{
    private const int Seed = 20_040;
    private const int Bodies = 2_000;
    private const string Malformed = """500 {"code":500,"msg":"参数错误"}""";

    private static readonly string[] Routes =
        [.. Matrix.Rows.Where(row => row.Body.StartsWith('{')).Select(row => row.Route).Distinct()];

    [Fact]
    public async Task Two_thousand_spoilt_bodies_are_answered_in_the_protocols_own_way()
    {
        var scene = await Scene.OfAsync(modes.Host(ImMode.Development));
        var logged = modes.Log.Entries.Length;
        var random = new Random(Seed);
        MatrixRow[] rows = [.. Matrix.Rows.Where(row => row.Body.StartsWith('{'))];
        var calls = Enumerable.Range(0, Bodies)
            .Select(number => rows[number % rows.Length])
            .Select(row => (row.Route, Good: Encoding.UTF8.GetBytes(Fill(scene, row.Body))))
            .Select(call => (call.Route, Body: HostileFrames.Mutate(call.Good, random)))
            .ToArray();

        await Parallel.ForEachAsync(
            calls, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (call, _) => await AskAsync(call));

        Assert.DoesNotContain(
            modes.Log.Entries[logged..], line => line.Fault is not null || line.Level >= LogLevel.Warning);
    }

    [Fact]
    public async Task A_body_is_64_KiB_at_most()
    {
        foreach (var route in Routes)
        {
            foreach (var isChunked in (bool[])[false, true])
            {
                using var request = Post(route, Encoding.UTF8.GetBytes("{}".PadRight(65_537)));
                request.Headers.TransferEncodingChunked = isChunked;
                var reply = await modes.SendAsync(ImMode.Production, request);

                Assert.Equal((route, Malformed), (route, $"{reply}"));
            }
        }
    }

    [Fact]
    public async Task A_packed_body_is_415()
    {
        foreach (var row in Matrix.Rows.Where(row => !row.IsDownload))
        {
            using var request = Post(row.Route, "{}"u8.ToArray());
            request.Content!.Headers.ContentEncoding.Add("gzip");
            var reply = await modes.SendAsync(ImMode.Development, request);

            Assert.Equal((row.Route, HttpStatusCode.UnsupportedMediaType), (row.Route, reply.Status));
            Assert.Equal(500, JsonElement.Parse(reply.Text).GetProperty("code").GetInt32());
        }
    }

    private static string Fill(Scene scene, string body) => body
        .Replace("$mine", $"{scene.Himself.UserId}", StringComparison.Ordinal)
        .Replace("$another", $"{scene.Another.UserId}", StringComparison.Ordinal)
        .Replace("$friend", $"{scene.FriendId}", StringComparison.Ordinal)
        .Replace("$row", $"{scene.RowId}", StringComparison.Ordinal)
        .Replace("$team", $"{scene.TeamId}", StringComparison.Ordinal);

    private static HttpRequestMessage Post(string route, byte[] body) =>
        new(HttpMethod.Post, new Uri(route, UriKind.Relative))
        {
            Content = new ByteArrayContent(body)
            {
                Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
            },
        };

    private async Task AskAsync((string Route, byte[] Body) call)
    {
        using var request = Post(call.Route, call.Body);
        var reply = await modes.SendAsync(ImMode.Development, request);
        var said = $"{call.Route} {Encoding.UTF8.GetString(call.Body)}: {reply}";
        if (reply.Status is HttpStatusCode.InternalServerError)
        {
            var refusal = JsonElement.Parse(reply.Text);
            Assert.True(refusal.GetProperty("code").GetInt32() == 500, said);
            Assert.False(string.IsNullOrEmpty(refusal.GetProperty("msg").GetString()), said);
        }
        else
        {
            Assert.True(reply.Status is HttpStatusCode.OK or HttpStatusCode.Unauthorized, said);
        }
    }
}

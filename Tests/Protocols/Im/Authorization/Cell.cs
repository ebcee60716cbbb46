using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;

namespace OrleansChat.Tests.Protocols.Im.Authorization;

/// <summary>One caller, one row, one mode: asks, and says what was answered in the words of the table.</summary>
internal sealed class Cell(ImModes modes, MatrixRow row, ImMode mode, string caller)
{
    public const string AppToken = "a token of the application";
    private static readonly string WrongToken = new('x', 43);

    /// <summary>A route as an address, with names of its own in the places that are left.</summary>
    public static Uri Relative(string route) =>
        new(string.Concat(route.Where(letter => letter is not ('{' or '}'))), UriKind.Relative);

    public async Task<string> AskAsync()
    {
        var scene = await Scene.OfAsync(modes.Host(mode));
        var before = await scene.StateAsync();
        var reply = await SendAsync(scene, row.Body);
        var word = Word(reply);
        var hasChanged = await scene.StateAsync() != before && row.Route != "/im/team/add";
        return hasChanged ? $"{word} done".Trim() : word;
    }

    /// <summary>What came back for something of the user's, and for what is not there.</summary>
    public async Task<(ImReply NotHis, ImReply NotThere)> TwinsAsync()
    {
        var scene = await Scene.OfAsync(modes.Host(mode));
        return (await SendAsync(scene, row.Body), await SendAsync(scene, row.Nowhere!));
    }

    private async Task<ImReply> SendAsync(Scene scene, string body)
    {
        var filled = await FillAsync(scene, body);
        using var request = row.IsDownload
            ? new HttpRequestMessage(
                HttpMethod.Get, Relative(row.Route.Replace("{name}", filled, StringComparison.Ordinal)))
            : new HttpRequestMessage(HttpMethod.Post, Relative(row.Route))
            {
                Content = body == "$upload"
                    ? Scene.Upload()
                    : new StringContent(filled, Encoding.UTF8, "application/json"),
            };
        if (Token(scene) is { } token)
        {
            request.Headers.Add("token", token);
        }

        return await modes.SendAsync(mode, request);
    }

    private string? Token(Scene scene) => caller switch
    {
        "himself" => scene.Himself.Token,
        "another" => scene.Another.Token,
        "wrong" => WrongToken,
        "ended" => scene.EndedToken,
        "app" => AppToken,
        _ => null,
    };

    private static async Task<string> FillAsync(Scene scene, string body) => body == "$file"
        ? await scene.UploadAsync()
        : body.Replace("$mine", Text(scene.Himself.UserId), StringComparison.Ordinal)
            .Replace("$another", Text(scene.Another.UserId), StringComparison.Ordinal)
            .Replace("$friend", Text(scene.FriendId), StringComparison.Ordinal)
            .Replace("$row", Text(scene.RowId), StringComparison.Ordinal)
            .Replace("$team", Text(scene.TeamId), StringComparison.Ordinal)
            .Replace("$nobody", "99999999", StringComparison.Ordinal)
            .Replace("$key", scene.Key, StringComparison.Ordinal);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private string Word(ImReply reply) => reply.Status switch
    {
        HttpStatusCode.Unauthorized when reply.ToString() == ImReply.Unauthenticated => Matrix.Refused,
        HttpStatusCode.InternalServerError => JsonElement.Parse(reply.Text).GetProperty("msg").GetString()!,
        HttpStatusCode.NotFound when reply.Text.Length == 0 => "404",
        HttpStatusCode.OK when row.IsDownload => "file",
        HttpStatusCode.OK when reply.Text.Contains(Scene.Words, StringComparison.Ordinal) => "his",
        HttpStatusCode.OK when !reply.Text.StartsWith('{') || reply.Text.Contains("count", StringComparison.Ordinal) =>
            reply.Text,
        HttpStatusCode.OK =>
            string.Join(' ', JsonElement.Parse(reply.Text).EnumerateObject().Select(member => member.Name)),
        _ => reply.ToString(),
    };
}

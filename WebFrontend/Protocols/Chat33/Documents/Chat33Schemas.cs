using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using OrleansChat.Errors;
using OrleansChat.WebFrontend.Gateway;

namespace OrleansChat.WebFrontend.Protocols.Chat33.Documents;

/// <summary>What both documents describe: messages, refusals, and who calls.</summary>
internal static class Chat33Schemas
{
    /// <summary>A book with what has no record of its own.</summary>
    public static SchemaBook NewBook()
    {
        var book = new SchemaBook();
        book.Give(typeof(RawJson), "Msg");
        book.Give(typeof(NoData), "Empty");
        book.Add("Empty", new JsonObject { ["type"] = "object" });
        book.Add("Msg", new JsonObject
        {
            ["description"] = "What a message says, by its msgType: 0 and 1 text, 2 audio, 3 image, 4 red packet, 5 video, "
                + "6 alert (by the server alone), 8 to 12 as the clients agree; or encrypted.",
            ["type"] = "object",
            ["anyOf"] = new JsonArray(
                book.Of(Chat33ShapeJson.Default.TextShape),
                book.Of(Chat33ShapeJson.Default.AudioShape),
                book.Of(Chat33ShapeJson.Default.ImageShape),
                book.Of(Chat33ShapeJson.Default.PacketShape),
                book.Of(Chat33ShapeJson.Default.VideoShape),
                book.Of(Chat33ShapeJson.Default.AlertShape),
                book.Of(Chat33ShapeJson.Default.EncryptedShape),
                new JsonObject { ["description"] = "Relayed as it is." }),
        });
        book.Add("Code", new JsonObject { ["type"] = "integer", ["oneOf"] = new JsonArray([.. Codes()]) });
        return book;
    }

    /// <summary>What a document says of itself.</summary>
    /// <param name="about">Its description; line ends are spaces.</param>
    public static JsonObject Info(string about) =>
        new() { ["title"] = "chat33", ["version"] = "1.0.0", ["description"] = about.ReplaceLineEndings(" ") };

    /// <summary>A book's schema of one record, as a member of a larger one.</summary>
    public static JsonNode OfOrEmpty(this SchemaBook book, JsonTypeInfo? data) =>
        data is null ? SchemaBook.To("Empty") : book.Of(data);

    /// <summary>How a caller says who he is.</summary>
    /// <param name="apiKey">What the document calls a key in a header or cookie.</param>
    public static JsonObject SecuritySchemes(string apiKey) => new()
    {
        ["token"] = Key(apiKey, "FZM-AUTH-TOKEN", "header", "The token of a login. It wins over the cookie."),
        ["cookie"] = Key(apiKey, Chat33Identity.Cookie, "cookie", "What a login sets."),
        ["visitor"] = Key(apiKey, "FZM-UUID", "header", "A visitor's device, without any other credential."),
    };

    /// <summary>Headers by which a login tells devices and applications apart.</summary>
    public static IReadOnlyList<(string Name, string Meaning)> DeviceHeaders { get; } =
    [
        ("FZM-DEVICE", "Android, iOS, PC or Web: a login replaces the session of another device of this type."),
        ("FZM-UUID", "The device's own id."),
        ("FZM-APP-ID", "Set by the public clients: they get their own kind of notices."),
        ("FZM-VERSION", "As FZM-APP-ID."),
    ];

    private static JsonObject Key(string type, string name, string place, string meaning) =>
        new() { ["type"] = type, ["name"] = name, ["in"] = place, ["description"] = meaning };

    private static IEnumerable<JsonNode> Codes() => Chat33Errors.All
        .Where(error => error.Error is not ChatError.None)
        .GroupBy(error => error.Code, StringComparer.Ordinal)
        .Select(errors => new JsonObject
        {
            ["const"] = Chat33Errors.ToWire(errors.First().Error),
            ["title"] = string.Join(", ", errors.Select(error => error.Error)),
            ["description"] = errors.First().Text,
        });
}

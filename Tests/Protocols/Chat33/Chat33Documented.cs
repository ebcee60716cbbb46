using System.Text.Json;
using OrleansChat.Tests.Support;
using OrleansChat.WebFrontend.Protocols.Chat33.Documents;

namespace OrleansChat.Tests.Protocols.Chat33;

/// <summary>What the server says must be what its API documents say. Every answer and every frame that any test gets is
/// compared.</summary>
internal static class Chat33Documented
{
    private const string Hint = "Records, verbs and Documents/Chat33FrameTable.cs are where the documents come from.";

    public static JsonElement OpenApi { get; } = Parse(Chat33OpenApi.Build("localhost:8090"));

    public static JsonElement AsyncApi { get; } = Parse(Chat33AsyncApi.Build("localhost:8090"));

    private static readonly SchemaCheck Http = new(OpenApi);
    private static readonly SchemaCheck Socket = new(AsyncApi);

    /// <summary>The schema of a route's answer.</summary>
    public static JsonElement AnswerOf(string path)
    {
        var route = path.StartsWith("/chat/", StringComparison.Ordinal) ? path[5..] : path;
        var documented = OpenApi.GetProperty("paths").EnumerateObject()
            .Where(one => one.Name.Equals(route, StringComparison.OrdinalIgnoreCase)) // as routes are matched
            .ToArray();
        Assert.True(documented.Length == 1, $"{route} is not documented. {Hint}");
        return documented[0].Value.GetProperty("post").GetProperty("responses").GetProperty("200")
            .GetProperty("content").GetProperty("application/json").GetProperty("schema");
    }

    /// <summary>Fails when an answer is not as the OpenAPI document says.</summary>
    public static void CheckAnswer(string path, JsonElement envelope) =>
        AssertNone(Http.Faults(AnswerOf(path), envelope), $"{path} answered {envelope.GetRawText()}");

    /// <summary>Fails when a frame of the server is not as the AsyncAPI document says.</summary>
    public static void CheckFrame(JsonElement frame) =>
        AssertNone(FaultsOfFrame(frame, isFromClient: false), frame.GetRawText());

    /// <summary>What of a frame is not as the AsyncAPI document says.</summary>
    public static IReadOnlyList<string> FaultsOfFrame(JsonElement frame, bool isFromClient)
    {
        var eventType = frame.GetProperty("eventType").GetInt32();
        var kinds = Chat33FrameTable.All
            .Where(kind => kind.IsFromClient == isFromClient && kind.EventType == eventType)
            .Select(kind => Socket.Faults(
                AsyncApi.GetProperty("components").GetProperty("messages").GetProperty(kind.Name).GetProperty("payload"), frame))
            .ToArray();
        Assert.True(kinds.Length > 0, $"Event {eventType} is not in Chat33FrameTable: {frame.GetRawText()}");
        return kinds.MinBy(list => list.Count)!;
    }

    private static void AssertNone(IReadOnlyList<string> faults, string what) =>
        Assert.True(faults.Count == 0, $"{what}\n{string.Join('\n', faults)}\n{Hint}");

    private static JsonElement Parse(System.Text.Json.Nodes.JsonObject document) =>
        JsonDocument.Parse(document.ToJsonString()).RootElement;
}

using System.Text.Json.Nodes;
using OrleansChat.WebFrontend.Gateway;

namespace OrleansChat.WebFrontend.Protocols.Friend.Documents;

/// <summary>The socket as AsyncAPI 3: the server's side.</summary>
internal static class FriendAsyncApi
{
    private const string About =
        "The server's side. A message that was stored is not answered; a refusal is a frame of user 0. What was said to a "
        + "user who was away comes first when a socket opens.";

    /// <summary>Makes the document.</summary>
    /// <param name="host">Host and port of the listener.</param>
    public static JsonObject Build(string host)
    {
        var book = new SchemaBook();
        var messages = new JsonObject
        {
            ["Say"] = Message("What a client says.", Say()),
            ["Ping"] = Message("The bare word ping.", new JsonObject { ["const"] = "ping" }),
            ["Pong"] = Message("The bare word pong.", new JsonObject { ["const"] = "pong" }),
            ["Said"] = Message("What somebody said to the user.", book.Of(FriendJson.Default.MessageRow)),
            ["Refused"] = Message("Why something could not be said.", Refused()),
        };
        return new JsonObject
        {
            ["asyncapi"] = "3.0.0",
            ["info"] = new JsonObject { ["title"] = "friend chat", ["version"] = "1.0.0", ["description"] = About },
            ["defaultContentType"] = "application/json",
            ["servers"] = new JsonObject
            {
                ["chat"] = new JsonObject
                {
                    ["host"] = "{host}",
                    ["protocol"] = "ws",
                    ["variables"] = new JsonObject { ["host"] = new JsonObject { ["default"] = host } },
                },
            },
            ["channels"] = new JsonObject { ["socket"] = Channel(messages) },
            ["operations"] = new JsonObject
            {
                ["receiveSay"] = Operation("receive", "Say"),
                ["receivePing"] = Operation("receive", "Ping"),
                ["sendPong"] = Operation("send", "Pong"),
                ["sendSaid"] = Operation("send", "Said"),
                ["sendRefused"] = Operation("send", "Refused"),
            },
            ["components"] = new JsonObject { ["messages"] = messages, ["schemas"] = book.ToJson() },
        };
    }

    private static JsonObject Say() => Record(
        ("senderId", Id("Ignored: the sender is who connected."), false),
        ("to", Id("The other user."), true),
        ("text", new JsonObject { ["description"] = "1 to 4096 characters; what is no text is said as JSON." }, true),
        ("msgId", Id("The client's own key: the same one again is the same message."), false));

    private static JsonObject Refused() => Record(
        ("id", new JsonObject { ["type"] = "null" }, true),
        ("sender", new JsonObject { ["const"] = 0 }, true),
        ("to", Id("Who does not exist, or the user himself."), true),
        ("text", new JsonObject { ["type"] = "string" }, true),
        ("createTime", new JsonObject { ["type"] = "string" }, true));

    private static JsonObject Channel(JsonObject messages) => new()
    {
        ["address"] = "/chat/{id}",
        ["parameters"] = new JsonObject { ["id"] = new JsonObject { ["description"] = "The user's own number." } },
        ["servers"] = new JsonArray(To("#/servers/chat")),
        ["messages"] = new JsonObject(messages.Select(
            message => KeyValuePair.Create(message.Key, (JsonNode?)To($"#/components/messages/{message.Key}")))),
        ["bindings"] = new JsonObject
        {
            ["ws"] = new JsonObject
            {
                ["bindingVersion"] = "0.1.0",
                ["method"] = "GET",
                ["headers"] = Record(("token", new JsonObject { ["type"] = "string" }, false)),
            },
        },
    };

    private static JsonObject Message(string summary, JsonNode payload) =>
        new() { ["summary"] = summary, ["payload"] = payload };

    private static JsonObject Operation(string action, string message) => new()
    {
        ["action"] = action,
        ["channel"] = To("#/channels/socket"),
        ["messages"] = new JsonArray(To($"#/channels/socket/messages/{message}")),
    };

    private static JsonObject Record(params ReadOnlySpan<(string Name, JsonObject Schema, bool IsRequired)> members)
    {
        var properties = new JsonObject();
        var required = new JsonArray();
        foreach (var (name, schema, isRequired) in members)
        {
            properties[name] = schema;
            if (isRequired)
            {
                required.Add(name);
            }
        }

        return new JsonObject { ["type"] = "object", ["properties"] = properties, ["required"] = required };
    }

    private static JsonObject Id(string meaning) =>
        new() { ["type"] = new JsonArray("integer", "string"), ["description"] = meaning };

    private static JsonObject To(string pointer) => new() { ["$ref"] = pointer };
}

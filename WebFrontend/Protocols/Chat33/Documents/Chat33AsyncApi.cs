using System.Text.Json.Nodes;
using OrleansChat.WebFrontend.Gateway;

namespace OrleansChat.WebFrontend.Protocols.Chat33.Documents;

/// <summary>The socket as AsyncAPI 3: the server's operations and messages, from the table of frames.</summary>
internal static class Chat33AsyncApi
{
    private const string About = """
        The server's side: it receives what clients send. Text frames with one JSON object each; members that are not known
        are ignored, and so are events that only the server sends. The socket answers at /ws and /chat/ws, with and without
        a slash at the end, never by a redirect.
        """;

    /// <summary>Makes the document.</summary>
    /// <param name="host">Host and port of the listener.</param>
    public static JsonObject Build(string host)
    {
        var book = Chat33Schemas.NewBook();
        var messages = new JsonObject(Each(kind => Message(kind, book)));
        return new JsonObject
        {
            ["asyncapi"] = "3.0.0",
            ["info"] = Chat33Schemas.Info(About),
            ["defaultContentType"] = "application/json",
            ["servers"] = new JsonObject { ["chat"] = Server(host) },
            ["channels"] = new JsonObject { ["socket"] = Channel() },
            ["operations"] = new JsonObject(Chat33FrameTable.All.Select(kind => KeyValuePair.Create(
                (kind.IsFromClient ? "receive" : "send") + kind.Name, (JsonNode?)Operation(kind)))),
            ["components"] = new JsonObject
            {
                ["messages"] = messages,
                ["schemas"] = book.ToJson(),
                ["securitySchemes"] = Chat33Schemas.SecuritySchemes("httpApiKey"),
            },
        };
    }

    private static JsonObject Server(string host) => new()
    {
        ["host"] = "{host}",
        ["protocol"] = "ws",
        ["variables"] = new JsonObject { ["host"] = new JsonObject { ["default"] = host } },
        ["security"] = new JsonArray([.. Chat33Schemas.SecuritySchemes("httpApiKey").Select(scheme =>
            To($"#/components/securitySchemes/{scheme.Key}"))]),
    };

    private static JsonObject Channel() => new()
    {
        ["address"] = "/ws",
        ["servers"] = new JsonArray(To("#/servers/chat")),
        ["messages"] = new JsonObject(Each(kind => To($"#/components/messages/{kind.Name}"))),
        ["bindings"] = new JsonObject
        {
            ["ws"] = new JsonObject
            {
                ["bindingVersion"] = "0.1.0",
                ["method"] = "GET",
                ["headers"] = new JsonObject
                {
                    ["type"] = "object",
                    ["properties"] = new JsonObject
                    {
                        ["FZM-AUTH-TOKEN"] = Text("The token of a login."),
                        ["Cookie"] = Text("Or what the login set."),
                        ["FZM-UUID"] = Text("Or a visitor's device."),
                    },
                },
            },
        },
    };

    private static JsonObject Message(Chat33FrameKind kind, SchemaBook book) => new()
    {
        ["name"] = kind.Name,
        ["title"] = $"Event {kind.EventType}",
        ["summary"] = kind.Summary,
        ["payload"] = new JsonObject
        {
            ["allOf"] = new JsonArray(
                book.Of(kind.Shape),
                new JsonObject
                {
                    ["properties"] = new JsonObject { ["eventType"] = new JsonObject { ["const"] = kind.EventType } },
                }),
        },
    };

    private static JsonObject Operation(Chat33FrameKind kind)
    {
        var operation = new JsonObject
        {
            ["action"] = kind.IsFromClient ? "receive" : "send",
            ["channel"] = To("#/channels/socket"),
            ["summary"] = kind.Summary,
            ["messages"] = Messages([kind.Name]),
        };
        if (kind.Answers.Count > 0)
        {
            operation["reply"] = new JsonObject
            {
                ["channel"] = To("#/channels/socket"),
                ["messages"] = Messages(kind.Answers),
            };
        }

        return operation;
    }

    private static JsonArray Messages(IEnumerable<string> names) =>
        new([.. names.Select(name => To($"#/channels/socket/messages/{name}"))]);

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Each(Func<Chat33FrameKind, JsonNode> make) =>
        Chat33FrameTable.All.Select(kind => KeyValuePair.Create(kind.Name, (JsonNode?)make(kind)));

    private static JsonObject Text(string meaning) => new() { ["type"] = "string", ["description"] = meaning };

    private static JsonObject To(string pointer) => new() { ["$ref"] = pointer };
}

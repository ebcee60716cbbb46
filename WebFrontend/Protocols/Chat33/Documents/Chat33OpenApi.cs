using System.Text.Json.Nodes;
using OrleansChat.WebFrontend.Gateway;

namespace OrleansChat.WebFrontend.Protocols.Chat33.Documents;

/// <summary>The HTTP side as OpenAPI 3.1: paths and rights from the verbs, requests from what they read, answers from
/// what is serialized.</summary>
internal static class Chat33OpenApi
{
    private const string About = """
        Every route answers POST at the root and below /chat, with status 200 and an envelope whose `result` is 0 or a
        code of a refusal. Names of a request's members match in any case, members that a route does not know are
        ignored, an empty body is `{}`. A member of an answer that is not required is left out when there is nothing to say.
        """;

    /// <summary>Makes the document.</summary>
    /// <param name="host">Host and port of the listener.</param>
    public static JsonObject Build(string host)
    {
        var book = Chat33Schemas.NewBook();
        book.Add("Refused", Envelope("result", SchemaBook.To("Code"), SchemaBook.To("Empty")));
        book.Add("AccountRefused", Envelope("code", SchemaBook.To("Code"), SchemaBook.To("Empty")));
        var operations = Chat33Endpoints.Verbs
            .Select(verb => (verb.Path, Operation: Operation(verb, Answers(verb, book), Json)))
            .Concat(Chat33AccountEndpoints.Verbs.Select(verb => (
                verb.Path, Operation: Operation(verb, AccountAnswers(verb, book), Form))));
        var paths = new JsonObject(operations
            .OrderBy(one => one.Path, StringComparer.Ordinal)
            .Select(one => KeyValuePair.Create(one.Path, (JsonNode?)new JsonObject { ["post"] = one.Operation })));
        return new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = Chat33Schemas.Info(About),
            ["servers"] = new JsonArray(Server(host, ""), Server(host, "/chat")),
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["schemas"] = book.ToJson(),
                ["securitySchemes"] = Chat33Schemas.SecuritySchemes("apiKey"),
                ["parameters"] = new JsonObject(Chat33Schemas.DeviceHeaders.Select(header => KeyValuePair.Create(
                    header.Name, (JsonNode?)Header(header.Name, header.Meaning)))),
                ["responses"] = new JsonObject
                {
                    ["TooLarge"] = new JsonObject { ["description"] = "The body has more than 65536 bytes." },
                },
            },
        };
    }

    private static JsonObject Server(string host, string prefix) => new()
    {
        ["url"] = "http://{host}" + prefix,
        ["variables"] = new JsonObject { ["host"] = new JsonObject { ["default"] = host } },
    };

    private static JsonObject Header(string name, string meaning) => new()
    {
        ["name"] = name,
        ["in"] = "header",
        ["description"] = meaning,
        ["schema"] = new JsonObject { ["type"] = "string", ["maxLength"] = Chat33Limits.MaxHeaderLength },
    };

    private static JsonObject Operation(Chat33Verb verb, JsonNode answer, Func<JsonNode, JsonObject> asContent)
    {
        var operation = new JsonObject
        {
            ["operationId"] = verb.Path.Trim('/').Replace('/', '_'),
            ["tags"] = new JsonArray(verb.Path.Split('/')[1]),
            ["summary"] = Chat33Titles.Of(verb.Path),
            ["security"] = Security(verb.Access),
        };
        if (verb.Access is Chat33Access.Anyone)
        {
            operation["parameters"] = new JsonArray([.. Chat33Schemas.DeviceHeaders.Select(header =>
                new JsonObject { ["$ref"] = $"#/components/parameters/{header.Name}" })]);
        }
        else if (verb.Access is Chat33Access.Staff)
        {
            operation["description"] = "For staff of the platform.";
        }

        if (RequestOf(verb) is { } request)
        {
            operation["requestBody"] = new JsonObject
            {
                ["required"] = request.ContainsKey("required") || request.ContainsKey("allOf"),
                ["content"] = asContent(request),
            };
        }

        operation["responses"] = new JsonObject
        {
            ["200"] = new JsonObject { ["description"] = "Done, or refused.", ["content"] = Json(answer) },
            ["413"] = new JsonObject { ["$ref"] = "#/components/responses/TooLarge" },
        };
        return operation;
    }

    private static JsonObject? RequestOf(Chat33Verb verb)
    {
        var form = new Chat33Form();
        verb.Describe(Chat33Body.Describing(form));
        return form.ToSchema();
    }

    private static JsonArray Security(Chat33Access access)
    {
        JsonNode token = new JsonObject { ["token"] = new JsonArray() };
        JsonNode cookie = new JsonObject { ["cookie"] = new JsonArray() };
        return access switch
        {
            Chat33Access.Anyone => [],
            Chat33Access.Visitor => [token, cookie, new JsonObject { ["visitor"] = new JsonArray() }],
            _ => [token, cookie],
        };
    }

    private static JsonObject Answers(Chat33Verb verb, SchemaBook book) => Either(
        Envelope("result", new JsonObject { ["const"] = 0 }, book.OfOrEmpty(verb.Data)), SchemaBook.To("Refused"));

    /// <summary>The account service has an envelope of its own.</summary>
    private static JsonObject AccountAnswers(Chat33Verb verb, SchemaBook book) => Either(
        Envelope("code", new JsonObject { ["const"] = Chat33AccountEndpoints.Success }, book.OfOrEmpty(verb.Data)),
        SchemaBook.To("AccountRefused"));

    private static JsonObject Either(JsonNode done, JsonNode refused) =>
        new() { ["oneOf"] = new JsonArray(done, refused) };

    private static JsonObject Envelope(string result, JsonNode code, JsonNode data) => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject
        {
            [result] = code,
            ["message"] = new JsonObject { ["type"] = "string" },
            ["data"] = data,
        },
        ["required"] = new JsonArray(result, "message", "data"),
    };

    private static JsonObject Form(JsonNode schema) =>
        new() { ["application/x-www-form-urlencoded"] = new JsonObject { ["schema"] = schema } };

    private static JsonObject Json(JsonNode schema) =>
        new() { ["application/json"] = new JsonObject { ["schema"] = schema } };
}

using System.Text.Json.Nodes;
using OrleansChat.WebFrontend.Gateway;

namespace OrleansChat.WebFrontend.Protocols.Friend.Documents;

/// <summary>The HTTP side as OpenAPI 3.1: paths and fields from the verbs, answers from what is serialized.</summary>
internal static class FriendOpenApi
{
    private const string About =
        "Forms in, {status, msg, data} out with status 200: status 0 is done, 1 refused, 2 an argument that is missing or "
        + "none. What is null is left out.";

    /// <summary>Makes the document.</summary>
    /// <param name="host">Host and port of the listener.</param>
    public static JsonObject Build(string host)
    {
        var book = new SchemaBook();
        var refused = new JsonObject
        {
            ["oneOf"] = new JsonArray(
                new JsonObject { ["const"] = FriendErrors.Error },
                new JsonObject { ["const"] = FriendErrors.IllegalArgument }),
        };
        book.Add("Refused", Envelope(refused, data: null, hasWords: true));
        var paths = new JsonObject();
        foreach (var verb in FriendEndpoints.Verbs)
        {
            paths[verb.Path] = PathOf(verb, book);
        }

        paths["/user/upload.do"] = new JsonObject { ["post"] = Upload("Store a picture and make it one's own", book) };
        paths["/user/image.do"] = new JsonObject { ["post"] = Upload("Store a picture", book) };
        paths["/images/{uri}"] = new JsonObject { ["get"] = Picture() };
        return new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject { ["title"] = "friend chat", ["version"] = "1.0.0", ["description"] = About },
            ["servers"] = new JsonArray(new JsonObject
            {
                ["url"] = "http://{host}",
                ["variables"] = new JsonObject { ["host"] = new JsonObject { ["default"] = host } },
            }),
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["schemas"] = book.ToJson(),
                ["securitySchemes"] = new JsonObject
                {
                    ["token"] = new JsonObject { ["type"] = "apiKey", ["name"] = "token", ["in"] = "header" },
                },
            },
        };
    }

    private static JsonObject PathOf(FriendVerb verb, SchemaBook book)
    {
        var path = new JsonObject { ["post"] = Operation(verb, book, isGet: false) };
        if (verb.AllowsGet)
        {
            path["get"] = Operation(verb, book, isGet: true);
        }

        return path;
    }

    private static JsonObject Operation(FriendVerb verb, SchemaBook book, bool isGet)
    {
        var operation = new JsonObject
        {
            ["operationId"] = verb.Path.Trim('/').Replace('/', '_') + (isGet ? ".get" : ""),
            ["summary"] = verb.Summary,
            ["security"] = verb.IsOpen ? new JsonArray() : Token(),
        };
        if (isGet)
        {
            operation["parameters"] = new JsonArray([.. verb.Fields.Select(Parameter)]);
        }
        else if (verb.Fields.Count > 0)
        {
            operation["requestBody"] = Body("application/x-www-form-urlencoded", FormOf(verb));
        }

        operation["responses"] = Answers(verb.Data is null ? null : book.Of(verb.Data), hasWords: verb.Data is null);
        return operation;
    }

    private static JsonObject Upload(string summary, SchemaBook book) => new()
    {
        ["operationId"] = summary.Replace(' ', '_'),
        ["summary"] = summary,
        ["security"] = Token(),
        ["requestBody"] = Body("multipart/form-data", new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject
            {
                ["upload_file"] = new JsonObject
                {
                    ["type"] = "string",
                    ["description"] = "png, jpg, gif, webp or bmp, at most 10 MiB.",
                },
            },
            ["required"] = new JsonArray("upload_file"),
        }),
        ["responses"] = Answers(book.Of(FriendJson.Default.PictureData), hasWords: false),
    };

    private static JsonObject Picture() => new()
    {
        ["operationId"] = "image",
        ["summary"] = "A picture",
        ["parameters"] = new JsonArray(new JsonObject
        {
            ["name"] = "uri",
            ["in"] = "path",
            ["required"] = true,
            ["schema"] = new JsonObject { ["type"] = "string" },
        }),
        ["responses"] = new JsonObject
        {
            ["200"] = new JsonObject { ["description"] = "Its bytes." },
            ["404"] = new JsonObject { ["description"] = "There is none that the caller may see." },
        },
    };

    private static JsonObject FormOf(FriendVerb verb) => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject(verb.Fields.Select(
            field => KeyValuePair.Create(field.Name, (JsonNode?)SchemaOf(field)))),
        ["required"] = new JsonArray(
            [.. verb.Fields.Where(field => field.IsRequired).Select(field => (JsonNode)field.Name)]),
    };

    private static JsonNode Parameter(FriendField field) => new JsonObject
    {
        ["name"] = field.Name,
        ["in"] = "query",
        ["required"] = field.IsRequired,
        ["schema"] = SchemaOf(field),
    };

    private static JsonObject SchemaOf(FriendField field) =>
        new() { ["type"] = field.IsNumber ? "integer" : "string", ["description"] = field.Meaning };

    private static JsonArray Token() => [new JsonObject { ["token"] = new JsonArray() }];

    private static JsonObject Body(string type, JsonObject schema) => new()
    {
        ["required"] = true,
        ["content"] = new JsonObject { [type] = new JsonObject { ["schema"] = schema } },
    };

    private static JsonObject Answers(JsonNode? data, bool hasWords) => new()
    {
        ["200"] = new JsonObject
        {
            ["description"] = "Done, or refused.",
            ["content"] = new JsonObject
            {
                ["application/json"] = new JsonObject
                {
                    ["schema"] = new JsonObject
                    {
                        ["oneOf"] = new JsonArray(
                            Envelope(new JsonObject { ["const"] = 0 }, data, hasWords), SchemaBook.To("Refused")),
                    },
                },
            },
        },
    };

    private static JsonObject Envelope(JsonObject status, JsonNode? data, bool hasWords)
    {
        var properties = new JsonObject
        {
            ["status"] = status,
            ["msg"] = new JsonObject { ["type"] = "string" },
        };
        var required = new JsonArray("status");
        if (hasWords)
        {
            required.Add("msg");
        }

        if (data is not null)
        {
            properties["data"] = data;
            required.Add("data");
        }

        return new JsonObject { ["type"] = "object", ["properties"] = properties, ["required"] = required };
    }
}

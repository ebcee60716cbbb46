using System.Text.Json.Nodes;

namespace OrleansChat.WebFrontend.Protocols.Chat33;

/// <summary>What a route reads of a body, as its reading function named it: becomes the request's JSON Schema.</summary>
internal sealed class Chat33Form
{
    private const string Digits = "^[0-9]+$";
    private readonly List<(string[] Names, JsonObject Schema, bool IsRequired)> _fields = [];

    /// <summary>A text of so many UTF-16 characters.</summary>
    public static JsonObject Text(int minLength, int maxLength) =>
        new() { ["type"] = "string", ["minLength"] = minLength, ["maxLength"] = maxLength };

    /// <summary>A mobile number.</summary>
    public static JsonObject Mobile() =>
        new() { ["type"] = "string", ["pattern"] = $"^[0-9]{{{Chat33Limits.MobileLength}}}$" };

    /// <summary>An integer; a text of digits is one too.</summary>
    public static JsonObject Number(long min, long max, long? fallback = null)
    {
        var schema = new JsonObject { ["type"] = Types("integer", "string"), ["minimum"] = min, ["maximum"] = max };
        if (fallback is { } value)
        {
            schema["default"] = value;
        }

        return schema;
    }

    /// <summary>1 for yes, 2 for no.</summary>
    public static JsonObject Switch()
    {
        var schema = Number(1, 2);
        schema["description"] = "1 yes, 2 no.";
        return schema;
    }

    /// <summary>An id: a text of digits; an integer is one too.</summary>
    public static JsonObject Id() =>
        new() { ["type"] = Types("string", "integer"), ["pattern"] = Digits, ["minimum"] = 1 };

    /// <summary>Where a page of history begins; empty, 0 and -1 are the newest.</summary>
    public static JsonObject StartId() => new() { ["type"] = Types("string", "integer"), ["pattern"] = "^(-1|[0-9]*)$" };

    /// <summary>A list.</summary>
    public static JsonObject List(JsonObject element, int maxItems) =>
        new() { ["type"] = "array", ["items"] = element, ["maxItems"] = maxItems };

    /// <summary>Any JSON object.</summary>
    public static JsonObject Object() => new() { ["type"] = "object" };

    /// <summary>Notes a member, the first time that it is read: who reads it by other readers describes it
    /// best.</summary>
    public void Add(ReadOnlySpan<string> names, JsonObject schema, bool isRequired)
    {
        if (!Knows(names[0]))
        {
            _fields.Add((names.ToArray(), schema, isRequired));
        }
    }

    /// <summary>Whether the member was noted.</summary>
    public bool Knows(string name) => _fields.Exists(field => field.Names.Contains(name, StringComparer.Ordinal));

    /// <summary>The schema of the body; null when nothing of it is read.</summary>
    public JsonObject? ToSchema()
    {
        if (_fields.Count == 0)
        {
            return null;
        }

        var properties = new JsonObject();
        foreach (var (names, schema, _) in _fields)
        {
            properties[names[0]] = schema;
            foreach (var other in names.AsSpan(1))
            {
                var alias = schema.DeepClone().AsObject();
                alias["deprecated"] = true;
                alias["description"] = $"Another name of {names[0]}.";
                properties[other] = alias;
            }
        }

        var body = new JsonObject { ["type"] = "object", ["properties"] = properties };
        AddRequired(body);
        return body;
    }

    private void AddRequired(JsonObject body)
    {
        var required = _fields.Where(field => field.IsRequired).ToArray();
        var single = required.Where(field => field.Names.Length == 1).Select(field => (JsonNode)field.Names[0]).ToArray();
        if (single.Length > 0)
        {
            body["required"] = new JsonArray(single);
        }

        var either = required.Where(field => field.Names.Length > 1)
            .Select(field => (JsonNode)new JsonObject
            {
                ["anyOf"] = new JsonArray(
                    [.. field.Names.Select(name => new JsonObject { ["required"] = new JsonArray(name) })]),
            })
            .ToArray();
        if (either.Length > 0)
        {
            body["allOf"] = new JsonArray(either);
        }
    }

    private static JsonArray Types(string usual, string accepted) => [usual, accepted];
}

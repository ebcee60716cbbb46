using System.Text.Json.Nodes;

namespace OrleansChat.Tests.Support;

/// <summary>Values that fit the schemas of requests, and some that do not.</summary>
internal static class SchemaValues
{
    /// <summary>The members that a schema names.</summary>
    public static JsonObject Properties(JsonNode schema) => schema["properties"]?.AsObject() ?? [];

    /// <summary>An object with what is required alone.</summary>
    public static JsonObject Smallest(JsonObject schema)
    {
        var either = (schema["allOf"]?.AsArray() ?? []).Select(one => one!["anyOf"]![0]!["required"]![0]!);
        var names = (schema["required"]?.AsArray() ?? []).Select(name => name!).Concat(either);
        return new JsonObject(names.Select(name => KeyValuePair.Create(
            name.GetValue<string>(), (JsonNode?)Right(Properties(schema)[name.GetValue<string>()]!))));
    }

    /// <summary>An object with everything that the schema names.</summary>
    public static JsonObject Largest(JsonObject schema) => new(
        Properties(schema).Select(member => KeyValuePair.Create(member.Key, (JsonNode?)Right(member.Value!))));

    /// <summary>A value that fits.</summary>
    public static JsonNode Right(JsonNode schema) => schema switch
    {
        _ when schema["enum"] is { } values => values[0]!.DeepClone(),
        _ when IsA(schema, "array") => new JsonArray(Right(schema["items"]!)),
        _ when IsA(schema, "object") => Smallest(schema.AsObject()),
        _ when IsA(schema, "boolean") => true,
        _ when IsA(schema, "integer") => schema["minimum"]?.GetValue<long>() ?? 1,
        _ when schema["pattern"] is { } pattern && pattern.GetValue<string>().Contains("{11}", StringComparison.Ordinal) =>
            "13900000000",
        _ => new string('1', Math.Max(1, schema["minLength"]?.GetValue<int>() ?? 1)),
    };

    /// <summary>Values that do not fit: of another type, too long, beyond the bounds.</summary>
    public static IEnumerable<JsonNode> Wrong(JsonNode schema)
    {
        yield return IsA(schema, "boolean") ? 1 : true;
        if (schema["maxLength"] is { } length)
        {
            yield return new string('1', length.GetValue<int>() + 1);
        }

        if (schema["minimum"] is { } minimum && minimum.GetValue<long>() > long.MinValue)
        {
            yield return minimum.GetValue<long>() - 1;
        }

        if (schema["maximum"] is { } maximum && maximum.GetValue<long>() < long.MaxValue)
        {
            yield return maximum.GetValue<long>() + 1;
        }

        if (schema["maxItems"] is { } items && items.GetValue<int>() < 1_000)
        {
            yield return new JsonArray([.. Enumerable.Repeat(schema["items"]!, items.GetValue<int>() + 1).Select(Right)]);
        }
    }

    private static bool IsA(JsonNode schema, string type) => schema["type"] switch
    {
        JsonArray types => types.Any(one => one!.GetValue<string>() == type),
        JsonValue one => one.GetValue<string>() == type,
        _ => false,
    };
}

using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;

namespace OrleansChat.WebFrontend.Gateway;

/// <summary>JSON Schemas of records, from the metadata by which the serializer writes them: each record once, under its
/// name, as <c>#/components/schemas/{name}</c>.</summary>
/// <remarks>A member that may be null is one that is left out then: it is optional, and never null.</remarks>
internal sealed class SchemaBook
{
    private static readonly JsonSchemaExporterOptions Plain = new() { TreatNullObliviousAsNonNullable = true };

    private readonly SortedDictionary<string, JsonNode?> _schemas = new(StringComparer.Ordinal);
    private readonly Dictionary<Type, string> _given = [];
    private readonly JsonSchemaExporterOptions _exporter;

    public SchemaBook() => _exporter = new JsonSchemaExporterOptions
    {
        TreatNullObliviousAsNonNullable = true,
        TransformSchemaNode = Transform,
    };

    /// <summary>A reference to a named schema.</summary>
    public static JsonObject To(string name) => new() { ["$ref"] = $"#/components/schemas/{name}" };

    /// <summary>A schema that no record has.</summary>
    public void Add(string name, JsonNode schema) => _schemas.Add(name, schema);

    /// <summary>Has values of the type described by a schema that was added, for they are written by hand.</summary>
    public void Give(Type type, string name) => _given.Add(type, name);

    /// <summary>The schema of a type: a reference when it is a record.</summary>
    public JsonNode Of(JsonTypeInfo type)
    {
        var real = Nullable.GetUnderlyingType(type.Type) is { } inner ? type.Options.GetTypeInfo(inner) : type;
        if (_given.TryGetValue(real.Type, out var name))
        {
            return To(name);
        }

        return real.Kind switch
        {
            JsonTypeInfoKind.Object => OfRecord(real),
            JsonTypeInfoKind.Enumerable => new JsonObject
            {
                ["type"] = "array",
                ["items"] = Of(real.Options.GetTypeInfo(real.ElementType!)),
            },
            _ => WithoutNull(real.GetJsonSchemaAsNode(Plain)),
        };
    }

    /// <summary>Everything that was described, in the order of its names.</summary>
    public JsonObject ToJson() => new(_schemas.Select(one => KeyValuePair.Create(one.Key, one.Value?.DeepClone())));

    private JsonObject OfRecord(JsonTypeInfo type)
    {
        var name = type.Type.Name;
        if (_schemas.TryAdd(name, null))
        {
            _schemas[name] = type.GetJsonSchemaAsNode(_exporter);
        }

        return To(name);
    }

    private JsonNode Transform(JsonSchemaExporterContext context, JsonNode schema)
    {
        if (!context.Path.IsEmpty)
        {
            return Of(context.TypeInfo);
        }

        var record = WithoutNull(schema).AsObject();
        record["type"] = "object";
        record.Remove("required");
        var required = context.TypeInfo.Properties.Where(property => !property.IsGetNullable).ToArray();
        if (required.Length > 0)
        {
            record["required"] = new JsonArray([.. required.Select(property => (JsonNode)property.Name)]);
        }

        return record;
    }

    private static JsonNode WithoutNull(JsonNode schema)
    {
        if (schema is JsonObject && schema["type"] is JsonArray types)
        {
            schema["type"] = types.Single(type => type!.GetValue<string>() != "null")!.DeepClone();
        }

        return schema;
    }
}

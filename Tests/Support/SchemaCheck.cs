using System.Text.Json;
using System.Text.RegularExpressions;

namespace OrleansChat.Tests.Support;

/// <summary>Whether JSON is as a schema in a document says: the part of JSON Schema that our documents use. A member that the
/// schema does not know is a fault, because what we write is to be documented.</summary>
internal sealed class SchemaCheck(JsonElement document)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>What is not as the schema says; empty when all is.</summary>
    public IReadOnlyList<string> Faults(JsonElement schema, JsonElement value)
    {
        var faults = new List<string>();
        Check(schema, value, "", faults);
        CheckNames(schema, value, "", faults);
        return faults;
    }

    /// <summary>The element that a reference of this document points at.</summary>
    public JsonElement Resolve(string reference) => Find(document, reference)
        ?? throw new InvalidOperationException($"{reference} leads nowhere.");

    /// <summary>The element that a reference within a document points at, or null.</summary>
    public static JsonElement? Find(JsonElement document, string reference)
    {
        var at = document;
        foreach (var step in reference.Split('/').Skip(1))
        {
            var name = step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            if (at.ValueKind is not JsonValueKind.Object || !at.TryGetProperty(name, out at))
            {
                return null;
            }
        }

        return reference.StartsWith("#/", StringComparison.Ordinal) ? at : null;
    }

    private void Check(JsonElement schema, JsonElement value, string path, List<string> faults)
    {
        if (schema.ValueKind is JsonValueKind.True)
        {
            return;
        }

        if (schema.TryGetProperty("$ref", out var reference))
        {
            Check(Resolve(reference.GetString()!), value, path, faults);
        }

        CheckValue(schema, value, path, faults);
        CheckParts(schema, value, path, faults);
        foreach (var part in Each(schema, "allOf"))
        {
            Check(part, value, path, faults);
        }

        CheckChoice(schema, "anyOf", value, path, faults, many: true);
        CheckChoice(schema, "oneOf", value, path, faults, many: false);
    }

    private static void CheckValue(JsonElement schema, JsonElement value, string path, List<string> faults)
    {
        if (schema.TryGetProperty("type", out var type) && !IsOf(type, value))
        {
            faults.Add($"{path} is {value.GetRawText()}, not {type.GetRawText()}");
        }

        if (schema.TryGetProperty("const", out var only) && !JsonElement.DeepEquals(only, value))
        {
            faults.Add($"{path} is {value.GetRawText()}, not {only.GetRawText()}");
        }

        if (schema.TryGetProperty("pattern", out var pattern) && value.ValueKind is JsonValueKind.String
            && !Regex.IsMatch(value.GetString()!, pattern.GetString()!, RegexOptions.None, Patience))
        {
            faults.Add($"{path} is {value.GetRawText()}, not like {pattern}");
        }
    }

    private void CheckParts(JsonElement schema, JsonElement value, string path, List<string> faults)
    {
        if (value.ValueKind is JsonValueKind.Array && schema.TryGetProperty("items", out var items))
        {
            foreach (var element in value.EnumerateArray())
            {
                Check(items, element, path + "/[]", faults);
            }
        }

        if (value.ValueKind is not JsonValueKind.Object)
        {
            return;
        }

        faults.AddRange(Each(schema, "required").Where(name => !value.TryGetProperty(name.GetString()!, out _))
            .Select(name => $"{path}/{name} is missing"));
        foreach (var member in Members(schema).Where(member => value.TryGetProperty(member.Name, out _)))
        {
            Check(member.Value, value.GetProperty(member.Name), $"{path}/{member.Name}", faults);
        }
    }

    private void CheckChoice(
        JsonElement schema, string word, JsonElement value, string path, List<string> faults, bool many)
    {
        var choices = Each(schema, word).Select(choice =>
        {
            var own = new List<string>();
            Check(choice, value, path, own);
            return own;
        }).ToArray();
        var right = choices.Count(own => own.Count == 0);
        if (choices.Length > 0 && (right == 0 || (right > 1 && !many)))
        {
            faults.Add($"{path} fits {right} of {word}: {string.Join(" | ", choices.Select(own => string.Join(", ", own)))}");
        }
    }

    /// <summary>Faults of members that no schema names, where one names any.</summary>
    private void CheckNames(JsonElement schema, JsonElement value, string path, List<string> faults)
    {
        var parts = Parts(schema, value).ToArray();
        if (value.ValueKind is JsonValueKind.Array)
        {
            foreach (var (element, items) in value.EnumerateArray().SelectMany(
                         _ => parts.Where(part => part.TryGetProperty("items", out var _)), (element, part) => (element, part)))
            {
                CheckNames(items.GetProperty("items"), element, path + "/[]", faults);
            }
        }

        if (value.ValueKind is not JsonValueKind.Object || !parts.Any(part => part.TryGetProperty("properties", out var _)))
        {
            return;
        }

        foreach (var member in value.EnumerateObject())
        {
            var known = parts.SelectMany(Members).Where(one => one.Name == member.Name).ToArray();
            if (known.Length == 0)
            {
                faults.Add($"{path}/{member.Name} is not documented");
            }
            else
            {
                CheckNames(known[0].Value, member.Value, $"{path}/{member.Name}", faults);
            }
        }
    }

    /// <summary>The schemas that a value must fit: the schema, what it refers to, and the choice that it fits. A choice
    /// between bodies that the server relays says nothing of other members.</summary>
    private IEnumerable<JsonElement> Parts(JsonElement schema, JsonElement value)
    {
        if (schema.ValueKind is not JsonValueKind.Object)
        {
            return [];
        }

        var inner = schema.TryGetProperty("$ref", out var reference)
            ? Parts(Resolve(reference.GetString()!), value)
            : [];
        var chosen = Each(schema, "oneOf").Where(choice =>
        {
            var own = new List<string>();
            Check(choice, value, "", own);
            return own.Count == 0;
        });
        return [schema, .. inner, .. Each(schema, "allOf").Concat(chosen).SelectMany(part => Parts(part, value))];
    }

    private static bool IsOf(JsonElement type, JsonElement value) => type.ValueKind is JsonValueKind.Array
        ? type.EnumerateArray().Any(one => IsOf(one, value))
        : type.GetString() switch
        {
            "object" => value.ValueKind is JsonValueKind.Object,
            "array" => value.ValueKind is JsonValueKind.Array,
            "string" => value.ValueKind is JsonValueKind.String,
            "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
            "integer" => value.ValueKind is JsonValueKind.Number && value.TryGetInt64(out _),
            "number" => value.ValueKind is JsonValueKind.Number,
            _ => false,
        };

    private static IEnumerable<JsonElement> Each(JsonElement schema, string word) =>
        schema.ValueKind is JsonValueKind.Object && schema.TryGetProperty(word, out var list) ? list.EnumerateArray() : [];

    private static IEnumerable<JsonProperty> Members(JsonElement schema) =>
        schema.TryGetProperty("properties", out var properties) ? properties.EnumerateObject() : [];
}

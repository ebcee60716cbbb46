using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansChat.Silo.Storage;

/// <summary>Grain state as JSON in UTF-8: the payload of <c>OrleansStorage</c>, the same under both runtimes.</summary>
/// <remarks>
/// Names are those of the properties in camel case; enums are numbers. Unknown members are ignored and absent ones keep
/// their default, so that a property may come or go; renaming one loses it unless <c>[JsonPropertyName]</c> keeps its
/// name.
/// </remarks>
public static class StateSerializer
{
    internal static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.General)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // it is never put into a page
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
        Converters = { new ImmutableArrayConverter() },
    };

    /// <summary>The payload of a state.</summary>
    /// <typeparam name="T">The state's type.</typeparam>
    /// <param name="state">The state.</param>
    public static byte[] Serialize<T>(T state) => JsonSerializer.SerializeToUtf8Bytes(state, Options);

    /// <summary>The state of a payload.</summary>
    /// <typeparam name="T">The state's type.</typeparam>
    /// <param name="payload">What <see cref="Serialize"/> wrote, now or in an earlier version.</param>
    /// <exception cref="JsonException">It is not JSON, or not of that shape.</exception>
    public static T Deserialize<T>(ReadOnlySpan<byte> payload) =>
        JsonSerializer.Deserialize<T>(payload, Options) ?? throw new JsonException(
            $"The state {typeof(T).Name} is null.");
}

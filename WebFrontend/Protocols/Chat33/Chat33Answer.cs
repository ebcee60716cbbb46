using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using OrleansChat.Errors;

namespace OrleansChat.WebFrontend.Protocols.Chat33;

/// <summary>What a verb answers: a refusal, or the writer of the envelope's <c>data</c>; null writes
/// <c>{}</c>.</summary>
internal readonly record struct Chat33Answer(ChatError Error, Action<Utf8JsonWriter>? WriteData)
{
    /// <summary>Success without data.</summary>
    public static Chat33Answer Done { get; } = new(ChatError.None, null);

    /// <summary>Writes the value of the envelope's <c>data</c>.</summary>
    public void WriteTo(Utf8JsonWriter json)
    {
        if (WriteData is { } writeData)
        {
            writeData(json);
            return;
        }

        json.WriteStartObject();
        json.WriteEndObject();
    }

    /// <summary>Success with data.</summary>
    public static Chat33Answer Of<T>(T data, JsonTypeInfo<T> type) =>
        new(ChatError.None, json => JsonSerializer.Serialize(json, data, type));

    public static implicit operator Chat33Answer(ChatError error) => new(error, null);
}

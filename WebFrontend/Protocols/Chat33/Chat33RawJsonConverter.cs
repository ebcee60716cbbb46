using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansChat.WebFrontend.Protocols.Chat33;

/// <summary>Writes stored JSON as it is. It was checked before it was stored, so it is not checked again.</summary>
internal sealed class Chat33RawJsonConverter : JsonConverter<RawJson>
{
    public override RawJson Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(JsonElement.ParseValue(ref reader).GetRawText());

    public override void Write(Utf8JsonWriter writer, RawJson value, JsonSerializerOptions options) =>
        writer.WriteRawValue(value.Text, skipInputValidation: true);
}

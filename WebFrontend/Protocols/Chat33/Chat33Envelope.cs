using System.Buffers;
using System.Text.Json;
using OrleansChat.Errors;

namespace OrleansChat.WebFrontend.Protocols.Chat33;

/// <summary>How a body comes in, and what an answer is wrapped in: <c>{"result":0,"message":"...","data":{}}</c>.</summary>
/// <param name="CodeName">The member with the number of a refusal.</param>
/// <param name="Success">What that is when there is none.</param>
/// <param name="Read">Bytes to a body; what is wrong with them is the body's error.</param>
internal sealed record Chat33Envelope(string CodeName, int Success, Func<byte[], Chat33Body> Read)
{
    public static readonly JsonWriterOptions WriterOptions = new() { Encoder = Chat33Json.Encoder, SkipValidation = true };

    /// <summary>The document's own.</summary>
    public static Chat33Envelope Document { get; } = new("result", 0, static bytes => Chat33Body.Parse(bytes));

    /// <summary>Answers a request, with status 200.</summary>
    public async Task WriteAsync(HttpContext http, Chat33Answer answer)
    {
        http.Response.ContentType = "application/json; charset=utf-8";
        http.Response.Headers.CacheControl = "no-store";
        Write(http.Response.BodyWriter, answer);
        await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
    }

    private void Write(IBufferWriter<byte> output, Chat33Answer answer)
    {
        using var json = new Utf8JsonWriter(output, WriterOptions);
        json.WriteStartObject();
        json.WriteNumber(CodeName, answer.Error is ChatError.None ? Success : Chat33Errors.ToWire(answer.Error));
        json.WriteString("message", Chat33Errors.TextOf(answer.Error));
        json.WritePropertyName("data");
        answer.WriteTo(json);
        json.WriteEndObject();
    }
}

using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using OrleansChat.Errors;
using OrleansChat.WebFrontend.Gateway.Json;

namespace OrleansChat.WebFrontend.Protocols.Friend;

/// <summary>What an HTTP call answers: a status in the body, whatever the status of HTTP.</summary>
/// <param name="Json">The envelope.</param>
internal readonly record struct FriendAnswer(byte[] Json)
{
    /// <summary>What was asked for.</summary>
    public static FriendAnswer Of<T>(T data, JsonTypeInfo<FriendEnvelope<T>> type, string? msg = null)
        where T : class => new(Bytes(new FriendEnvelope<T>(0, msg, data), type));

    /// <summary>It was done.</summary>
    public static FriendAnswer Done(string msg) => Words(0, msg);

    /// <summary>It was not, for a reason that has words of its own.</summary>
    public static FriendAnswer Refusal(string msg) => Words(FriendErrors.Error, msg);

    /// <summary>It was refused.</summary>
    public static implicit operator FriendAnswer(ChatError error) =>
        Words(FriendErrors.ToWire(error), FriendErrors.TextOf(error));

    /// <summary>Writes a refusal; the status of HTTP was set before.</summary>
    public static Task WriteAsync(HttpContext http, ChatError error) => ((FriendAnswer)error).WriteAsync(http);

    /// <summary>Writes it as the body.</summary>
    public Task WriteAsync(HttpContext http)
    {
        http.Response.ContentType = "application/json;charset=UTF-8";
        http.Response.ContentLength = Json.Length;
        http.Response.Headers.CacheControl = "no-store";
        return http.Response.Body.WriteAsync(Json).AsTask();
    }

    private static FriendAnswer Words(int status, string msg) =>
        new(Bytes(new FriendEnvelope<UserData>(status, msg, null), FriendJson.Default.FriendEnvelopeUserData));

    private static byte[] Bytes<T>(FriendEnvelope<T> envelope, JsonTypeInfo<FriendEnvelope<T>> type)
        where T : class
    {
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = StrictJson.Encoder }))
        {
            JsonSerializer.Serialize(json, envelope, type);
        }

        return output.WrittenSpan.ToArray();
    }
}

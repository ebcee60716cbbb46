using System.Buffers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using OrleansChat.WebFrontend.Protocols.Chat33.Verbs;

namespace OrleansChat.WebFrontend.Protocols.Chat33;

/// <summary>The account service: forms in, <c>{"code":200,"message":"...","data":{}}</c> out. A refusal has our number
/// as its code. <see cref="Chat33Endpoints"/> serves it.</summary>
internal static class Chat33AccountEndpoints
{
    /// <summary>The code of an answer that is no refusal.</summary>
    public const int Success = 200;

    /// <summary>Every route of the account service.</summary>
    public static IReadOnlyList<Chat33Verb> Verbs => AccountVerbs.All;

    /// <summary>How its bodies and answers look.</summary>
    public static Chat33Envelope Envelope { get; } = new("code", Success, static bytes => Read(bytes));

    /// <summary>The members of a form as a body; each value is a text. JSON is taken as it is.</summary>
    private static Chat33Body Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes is [(byte)'{', ..])
        {
            return Chat33Body.Parse(bytes);
        }

        var form = QueryHelpers.ParseQuery(Encoding.UTF8.GetString(bytes));
        var members = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(members))
        {
            json.WriteStartObject();
            foreach (var value in form.SelectMany(member => member.Value, (member, value) => (member.Key, value)))
            {
                json.WriteString(value.Key, value.value);
            }

            json.WriteEndObject();
        }

        return Chat33Body.Parse(members.WrittenSpan);
    }
}

using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using OrleansChat.Conversations;
using OrleansChat.Errors;
using OrleansChat.Receipts;

namespace OrleansChat.WebFrontend.Protocols.Im;

/// <summary>Messages in lists: what of their readers is shown beside them, and how they are written.</summary>
/// <remarks>Source: im.md, 分页获取用户消息; im.decisions.md, Message (HTTP form).</remarks>
internal static class ImRows
{
    /// <summary>Adds how far each message has come to its reader: between two users the other one, in a team who looks
    /// at the list. A sender's own words in a team have arrived, as far as he is concerned.</summary>
    public static async Task<Reply<ImmutableArray<ImRow>>> ReadAsync(
        ImCall call, int viewer, ImmutableArray<ChatMessage> messages)
    {
        var rows = new ImRow?[messages.Length];
        foreach (var group in messages.Index().GroupBy(one => (Reader: ReaderOf(one.Item, viewer), one.Item.Conversation)))
        {
            var some = group.ToArray();
            var seen = await SeenAsync(call, group.Key.Reader, group.Key.Conversation, [.. some.Select(one => one.Item)]);
            if (!seen.Ok)
            {
                return seen.Error;
            }

            foreach (var (one, row) in some.Zip(seen.Value!))
            {
                rows[one.Index] = row;
            }
        }

        return rows.OfType<ImRow>().ToImmutableArray();
    }

    /// <summary>An array of those that this protocol shows.</summary>
    public static ImAnswer Answer(ImCall call, IEnumerable<ImRow> rows) => ImAnswer.Of(json =>
    {
        json.WriteStartArray();
        foreach (var row in rows)
        {
            Write(json, call, row);
        }

        json.WriteEndArray();
    });

    /// <summary>Whether the protocol shows the message at all.</summary>
    public static bool IsShown(ImCall call, ChatMessage message) =>
        ImMapping.TryPlace(message, out _, out _, out _)
        && ImShown.Of(message, call.World.Codecs.View).Type is not ImMessageType.None;

    /// <summary>The name of an enumeration's member, or null.</summary>
    public static string? NameOf<TEnum>(TEnum value)
        where TEnum : struct, Enum => value.ToString() is var name and not "None" ? name : null;

    /// <summary>A message's id, in the form that the call wants.</summary>
    public static void WriteId(Utf8JsonWriter json, ImCall call, string name, long id)
    {
        if (call.IdsAsText)
        {
            json.WriteString(name, id.ToString(CultureInfo.InvariantCulture));
        }
        else
        {
            json.WriteNumber(name, id);
        }
    }

    /// <summary>0 is written as null.</summary>
    public static void WriteNumberOrNull(Utf8JsonWriter json, string name, long number)
    {
        if (number == 0)
        {
            json.WriteNull(name);
        }
        else
        {
            json.WriteNumber(name, number);
        }
    }

    private static int ReaderOf(ChatMessage message, int viewer) =>
        ConversationKey.IsDirect(message.Conversation)
            ? ConversationKey.Peer(message.Conversation, message.SenderId)
            : message.SenderId == viewer ? 0 : viewer;

    private static async Task<Reply<IEnumerable<ImRow>>> SeenAsync(
        ImCall call, int reader, string conversation, ImmutableArray<ChatMessage> messages)
    {
        if (reader == 0)
        {
            return new Reply<IEnumerable<ImRow>>(
                messages.Select(message => new ImRow(message, ImState.Client, IsRead: false)), ChatError.None);
        }

        await call.World.Fanout.FlushPositionsAsync(reader, call.Cancellation);
        var places = messages.Select(message => message.Seq).ToImmutableArray();
        var stages = await call.AskAsync(
            () => call.Receipts(reader).StagesAsync(conversation, places, call.Cancellation));
        var cleared = await call.AskAsync(() => call.ChatList(reader).ClearedAsync([conversation], call.Cancellation));
        if (!stages.Ok || !cleared.Ok)
        {
            return stages.Ok ? cleared.Error : stages.Error;
        }

        var readUpTo = cleared.Value.IsEmpty ? 0 : cleared.Value[0].Seq;
        return new Reply<IEnumerable<ImRow>>(
            messages.Zip(stages.Value, (message, stage) => new ImRow(message, StateOf(stage), message.Seq <= readUpTo)),
            ChatError.None);
    }

    /// <summary>Source: decision 12.</summary>
    public static ImState StateOf(DeliveryStage stage) => stage switch
    {
        DeliveryStage.Stored => ImState.Server,
        DeliveryStage.Handed => ImState.ServerToClientIng,
        _ => ImState.Client,
    };

    private static void Write(Utf8JsonWriter json, ImCall call, ImRow row)
    {
        var message = row.Message;
        ImMapping.TryPlace(message, out var chatType, out var toUserId, out var teamId);
        var shown = ImShown.Of(message, call.World.Codecs.View);
        json.WriteStartObject();
        json.WriteString("msgType", NameOf(shown.Type));
        json.WriteNumber("fromUserId", ImMapping.FromOf(message));
        json.WriteBoolean("isRead", row.IsRead);
        json.WriteString("eventType", NameOf(shown.EventType));
        WriteNumberOrNull(json, "toUserId", toUserId);
        json.WriteString("content", shown.Content);
        json.WriteString("stateEnum", row.State.ToString());
        WriteNumberOrNull(json, "teamId", teamId);
        json.WriteNull("name");
        WriteNumberOrNull(json, "serverSendTime", call.World.Options.ServerSendTime ? message.SentAtUnixMs : 0);
        WriteId(json, call, "id", message.MessageId);
        json.WriteString("chatType", NameOf(chatType));
        json.WriteNumber("timestamp", shown.Timestamp);
        json.WriteEndObject();
    }
}

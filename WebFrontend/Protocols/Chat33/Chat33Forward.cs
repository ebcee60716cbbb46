using System.Buffers;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using OrleansChat.Accounts;
using OrleansChat.Conversations;

namespace OrleansChat.WebFrontend.Protocols.Chat33;

/// <summary>The wish to pass messages on.</summary>
/// <param name="SourceId">The room or the friend that they come from.</param>
/// <param name="IsDirect">A friend.</param>
/// <param name="IsMerged">As one message that shows them all, not one by one.</param>
/// <param name="LogIds">Which.</param>
/// <param name="Rooms">To these rooms.</param>
/// <param name="Users">To these friends.</param>
internal sealed record Chat33Forward(
    long SourceId,
    bool IsDirect,
    bool IsMerged,
    ImmutableArray<long> LogIds,
    ImmutableArray<long> Rooms,
    ImmutableArray<long> Users)
{
    /// <summary>The members that are added to each message; its own of these names give way.</summary>
    private static readonly string[] Added = ["forwardType", "channelType", "fromId", "fromName"];

    /// <summary>The key of the conversation that the messages come from.</summary>
    public string SourceOf(int callerId) =>
        !IsDirect ? ConversationKey.Room(SourceId)
        : SourceId is > 0 and <= int.MaxValue && SourceId != callerId ? ConversationKey.Direct(callerId, (int)SourceId)
        : "";

    /// <summary>What is posted to each target; empty when it cannot be: money, alerts and what is to be forgotten are
    /// nobody's to pass on, nor is more than one message holds.</summary>
    public ImmutableArray<MessageDraft> Drafts(
        ImmutableArray<ChatMessage> messages, UserProfile me, string sourceName, long nowUnixMs)
    {
        if (!messages.All(MayPass))
        {
            return [];
        }

        var bodies = IsMerged
            ? [(MessageKind.Forward, Body(json => WriteMerged(json, messages, me, sourceName)))]
            : messages.Select(message => (KindOf(message), Body(json => WriteOne(json, message, sourceName)))).ToArray();
        if (bodies.Any(body => Encoding.UTF8.GetByteCount(body.Item2) > Chat33Limits.MaxFrameBytes))
        {
            return [];
        }

        var key = RandomNumberGenerator.GetHexString(32);
        return
        [
            .. bodies.Select((body, i) => new MessageDraft(
                me.UserId,
                ServerMessageKey.Of(key, i),
                body.Item1,
                body.Item2,
                false,
                new Author(me.Name, me.Avatar),
                me.IsMutedAt(nowUnixMs))),
        ];
    }

    private static bool MayPass(ChatMessage message) =>
        !message.BurnAfterReading
        && message.Body.Length > 0
        && message.Kind is MessageKind.Text or MessageKind.Announcement or MessageKind.Audio or MessageKind.Image
            or MessageKind.Video or MessageKind.Forward or MessageKind.File or MessageKind.RoomCard;

    /// <summary>Somebody's announcement is a text elsewhere.</summary>
    private static MessageKind KindOf(ChatMessage message) =>
        message.Kind is MessageKind.Announcement ? MessageKind.Text : message.Kind;

    private void WriteOne(Utf8JsonWriter json, ChatMessage message, string sourceName)
    {
        using var body = JsonDocument.Parse(message.Body);
        foreach (var member in body.RootElement.EnumerateObject().Where(member => !Added.Contains(member.Name, StringComparer.Ordinal)))
        {
            member.WriteTo(json);
        }

        WriteSource(json, sourceName);
    }

    private void WriteMerged(
        Utf8JsonWriter json, ImmutableArray<ChatMessage> messages, UserProfile me, string sourceName)
    {
        WriteSource(json, sourceName);
        json.WriteString("forwardUserName", me.Name);
        json.WriteStartArray("data");
        foreach (var message in messages)
        {
            json.WriteStartObject();
            json.WriteString("logId", Chat33Mapping.Id(message.MessageId));
            json.WriteNumber("datetime", message.SentAtUnixMs);
            json.WriteNumber("msgType", (int)message.Kind);
            json.WritePropertyName("msg");
            json.WriteRawValue(message.Body);
            json.WriteStartObject("senderInfo");
            json.WriteString("nickname", message.Author?.Name ?? "");
            json.WriteString("avatar", message.Author?.Avatar ?? "");
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteSource(Utf8JsonWriter json, string sourceName)
    {
        json.WriteNumber("forwardType", IsMerged ? 2 : 1);
        json.WriteNumber("channelType", IsDirect ? Chat33Channels.Friend : Chat33Channels.Room);
        json.WriteString("fromId", Chat33Mapping.Id(SourceId));
        json.WriteString("fromName", sourceName);
    }

    private static string Body(Action<Utf8JsonWriter> write)
    {
        var body = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(body, Chat33Envelope.WriterOptions))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(body.WrittenSpan);
    }
}
